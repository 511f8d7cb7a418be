package sockbench.report;

import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.results.Metric;
import sockbench.results.Question;

import java.util.ArrayList;
import java.util.List;

/// Who needs least, and how sure that is.
final class HeadlineSection {
    private HeadlineSection() {}

    static Section of(Material material) {
        var blocks = new ArrayList<Block>();
        for (var setting : Setting.natural(material)) {
            var caption = Words.capital(setting.words()) + ", closed loop, natural thread counts";
            var table = table(material, setting).table(caption);
            if (blocks.isEmpty()) {
                blocks.add(table);
                remarks(material, setting).stream().map(Section.Note::plain).forEach(blocks::add);
            } else {
                var folded = new ArrayList<Block>();
                folded.add(table);
                remarks(material, setting).stream().map(Section.Note::plain).forEach(folded::add);
                blocks.add(new Section.Folded(Words.capital(setting.words()), folded));
            }
        }
        return new Section(
                "ranking",
                "Ranking",
                "Ranking",
                explanation(material.reference()),
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

    static RankingTable table(Material material, Setting setting) {
        return new RankingTable(material, setting.cells(material, Question.THROUGHPUT));
    }

    /// What must be said with the ranks: missing forks, whether the generator's CPU turns the order
    /// around, and the pairs that people ask about.
    static List<String> remarks(Material material, Setting setting) {
        var cell = setting.cells(material, Question.THROUGHPUT).getFirst();
        var cost = material.standings().table(cell, Metric.SERVER_CPU);
        if (cost.isEmpty()) {
            return List.of();
        }
        var remarks = new ArrayList<String>();
        if (!cost.get().tooFewForks().isEmpty()) {
            remarks.add(
                    "No ranks: %s. The order is that of the estimates; compare their intervals."
                            .formatted(cost.get().tooFewForks()));
        }
        material.standings()
                .table(cell, Metric.TOTAL_CPU)
                .map(total -> new Reversals("by server and generator CPU", cost.get(), total))
                .ifPresent(reversals -> remarks.addAll(reversals.sentences("by server CPU alone")));
        cost.get().counterparts().stream()
                .map(pair -> cost.get().sentence(pair) + ".")
                .forEach(remarks::add);
        return remarks;
    }
}
