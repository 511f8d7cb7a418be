package sockbench.report.sections;

import sockbench.report.data.ReportData;
import sockbench.report.data.Reversals;
import sockbench.report.data.Setting;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Column;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.text.Words;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Who needs least: the picture of the first screen, and the same models by other measures.
public final class HeadlineSection {
    private HeadlineSection() {}

    /// The picture for the first screen, whose rows open; empty if nothing was compared.
    public static List<Block> answer(ReportData data) {
        return Setting.natural(data).stream()
                .limit(1)
                .<Block>map(setting -> {
                    var cells = setting.cells(data, Question.THROUGHPUT);
                    return new ForestTable(data, cells)
                            .block("answer", caption(data, setting), new Dossiers(data, cells));
                })
                .toList();
    }

    private static String caption(ReportData data, Setting setting) {
        return "Server CPU per request × %s: %s, closed loop, natural thread counts"
                .formatted(data.reference(), setting.words());
    }

    public static Section of(ReportData data) {
        var blocks = new ArrayList<Block>();
        for (var setting : Setting.natural(data)) {
            var cells = setting.cells(data, Question.THROUGHPUT);
            if (blocks.isEmpty()) {
                remarks(data, setting).stream().map(Section.Note::plain).forEach(blocks::add);
                blocks.add(otherMeasures(data, cells));
            } else {
                var folded = new ArrayList<Block>();
                folded.add(
                        new ForestTable(data, cells)
                                .block(
                                        "forest-%d-%d"
                                                .formatted(
                                                        setting.connections(), setting.bodyBytes()),
                                        caption(data, setting),
                                        null));
                remarks(data, setting).stream().map(Section.Note::plain).forEach(folded::add);
                blocks.add(new Section.Folded(Words.capital(setting.words()), folded));
            }
        }
        return new Section(
                "measures",
                "Other measures",
                "By other measures",
                "A model that saves server CPU may cost the client more, or answer later. ≥ is a"
                        + " lower bound: the load generator was the limit.",
                blocks,
                blocks.isEmpty() ? List.of("closed-loop throughput, so no ranking") : List.of());
    }

    private static Table otherMeasures(ReportData data, List<Cell> cells) {
        return new CellTable(data)
                .column(Column.number("Rank", ""), cell -> RankingTable.rank(data, cell))
                .model()
                .ratio(Metric.TOTAL_CPU, "Server + generator CPU")
                .ratio(Metric.REQUESTS_PER_SECOND, "Throughput, closed loop")
                .metric(Metric.REQUESTS_PER_SECOND, "The same, this machine's")
                .metric(Metric.RESPONSE_P50, "p50, closed loop")
                .metric(Metric.RESPONSE_P99, "p99, closed loop")
                .verdict()
                .of(
                        ForestTable.sorted(data, cells).stream().filter(known(data)).toList(),
                        "measures-table",
                        "In the order of the picture above");
    }

    private static Predicate<Cell> known(ReportData data) {
        return cell -> data.numbers().has(cell, Metric.SERVER_CPU);
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
