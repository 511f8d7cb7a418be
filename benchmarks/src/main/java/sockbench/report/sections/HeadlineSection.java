package sockbench.report.sections;

import sockbench.report.data.ReportData;
import sockbench.report.data.Reversals;
import sockbench.report.data.Setting;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.text.Words;

import java.util.ArrayList;
import java.util.List;

/// Who needs least, and how sure that is.
public final class HeadlineSection {
    private HeadlineSection() {}

    public static Section of(ReportData data) {
        var blocks = new ArrayList<Block>();
        for (var setting : Setting.natural(data)) {
            var caption = Words.capital(setting.words()) + ", closed loop, natural thread counts";
            var table = table(data, setting).table(caption);
            if (blocks.isEmpty()) {
                blocks.add(table);
                remarks(data, setting).stream().map(Section.Note::plain).forEach(blocks::add);
            } else {
                var folded = new ArrayList<Block>();
                folded.add(table);
                remarks(data, setting).stream().map(Section.Note::plain).forEach(folded::add);
                blocks.add(new Section.Folded(Words.capital(setting.words()), folded));
            }
        }
        return new Section(
                "ranking",
                "Ranking",
                "Ranking",
                explanation(data.reference()),
                blocks,
                blocks.isEmpty() ? List.of("closed-loop throughput, so no ranking") : List.of());
    }

    private static String explanation(String reference) {
        return "By server CPU per request as a multiple of %s, measured beside it in windows of a"
                        .formatted(reference)
                + " fraction of a second. In the plot: the large dot is the estimate, the bar its"
                + " 95 % interval, each small dot one fork (fresh JVMs), the line the reference,"
                + " the band the reference over itself (A/A). A rank is the interval of places that"
                + " the forks allow. Absolute numbers are this machine's. ≥ is a lower bound: the"
                + " load generator was the limit. Hover over a number for what stands behind it,"
                + " click a dotted one to cite it.";
    }

    public static RankingTable table(ReportData data, Setting setting) {
        return new RankingTable(data, setting.cells(data, Question.THROUGHPUT));
    }

    /// What must be said with the ranks: missing forks, whether the generator's CPU turns the order
    /// around, and the pairs that people ask about.
    public static List<String> remarks(ReportData data, Setting setting) {
        var cell = setting.cells(data, Question.THROUGHPUT).getFirst();
        var cost = data.standings().table(cell, Metric.SERVER_CPU);
        if (cost.isEmpty()) {
            return List.of();
        }
        var remarks = new ArrayList<String>();
        if (!cost.get().tooFewForks().isEmpty()) {
            remarks.add(
                    "No ranks: %s. The order is that of the estimates; compare their intervals."
                            .formatted(cost.get().tooFewForks()));
        }
        data.standings()
                .table(cell, Metric.TOTAL_CPU)
                .map(total -> new Reversals("by server and generator CPU", cost.get(), total))
                .ifPresent(reversals -> remarks.addAll(reversals.sentences("by server CPU alone")));
        cost.get().counterparts().stream()
                .map(pair -> cost.get().sentence(pair) + ".")
                .forEach(remarks::add);
        return remarks;
    }
}
