package sockbench.report;

import sockbench.evidence.Decision;
import sockbench.evidence.Decision.Qualified;
import sockbench.evidence.Rules;
import sockbench.report.page.Entry;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.report.page.Section.Pair;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Align;
import sockbench.report.page.Table.Column;
import sockbench.results.Cell;
import sockbench.results.Metric;

import java.util.ArrayList;
import java.util.List;

/// Which models are good enough for the service whose rules came with the run.
final class DecisionSection {
    private static final String LEAD =
            "Which models keep every rule, in order of server CPU per request under the load of the"
                + " first objective, or in the closed loop if there are only budgets. Models that"
                + " cannot be told apart share a rank. Only valid numbers count.";

    private DecisionSection() {}

    static Section absent() {
        return section(
                List.of(
                        Section.Note.absent(
                                "No rules: report DIR --rules FILE says here which models keep an"
                                    + " objective within a budget; decide --help shows a file.")));
    }

    static Section of(Rules rules, Decision decision) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Section.Pairs(false, rules(rules)));
        blocks.add(
                decision.qualified().isEmpty()
                        ? Section.Note.absent("No model qualifies.")
                        : qualified(decision.qualified()));
        if (!decision.tooFewForks().isEmpty()) {
            blocks.add(Section.Note.plain("All share a rank: " + decision.tooFewForks() + "."));
        }
        if (!decision.rejected().isEmpty()) {
            blocks.add(rejected(decision.rejected()));
        }
        return section(blocks);
    }

    private static Section section(List<Block> blocks) {
        return new Section("decision", "Decision", "Decision", LEAD, blocks);
    }

    private static List<Pair> rules(Rules rules) {
        var pairs = new ArrayList<Pair>();
        rules.objectives()
                .forEach(objective -> pairs.add(new Pair("Objective", objective.words())));
        rules.budgets().forEach(budget -> pairs.add(new Pair("Budget", budget.words())));
        return pairs;
    }

    private static Table qualified(List<Qualified> models) {
        return new Table(
                "",
                "",
                "Qualified",
                List.of(
                        Column.number("Rank", ""),
                        new Column("Model", "", Align.NAME),
                        Column.number(
                                "Server CPU per request", Printed.columnUnit(Metric.SERVER_CPU)),
                        Column.text("Measured at")),
                models.stream()
                        .map(model ->
                                row(
                                        Entry.Text.of(model.rank()),
                                        Entry.Text.of(model.name()),
                                        Numbers.figure(model.cpu()),
                                        Entry.Text.of(load(model.cpu().cell()))))
                        .toList());
    }

    private static String load(Cell cell) {
        return Setting.of(cell).words()
                + (cell.loop().isOpen()
                        ? ", open loop at " + Digits.count(cell.offeredPerSecond()) + " per s"
                        : ", closed loop");
    }

    private static Table rejected(List<Decision.Rejected> models) {
        return new Table(
                "",
                "",
                "Not qualified",
                List.of(
                        new Column("Model", "", Align.NAME),
                        new Column("First rule it broke", "", Align.REASON)),
                models.stream()
                        .map(model ->
                                row(Entry.Text.of(model.name()), Entry.Text.of(model.reason())))
                        .toList());
    }

    private static Table.Row row(Entry... entries) {
        return new Table.Row("", List.of(entries));
    }
}
