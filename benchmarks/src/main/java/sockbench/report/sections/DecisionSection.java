package sockbench.report.sections;

import sockbench.decide.Decision;
import sockbench.decide.Decision.Qualified;
import sockbench.decide.Rules;
import sockbench.report.data.Numbers;
import sockbench.report.data.Printed;
import sockbench.report.data.Setting;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.report.page.Section.NamedText;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.text.Digits;

import java.util.ArrayList;
import java.util.List;

/// Which models are good enough for the service whose rules came with the run.
public final class DecisionSection {
    private static final String LEAD =
            "Which models keep every rule with their whole intervals, in order of server CPU per"
                + " request under the load of the first objective, or in the closed loop if there"
                + " are only budgets. A rank is the interval of places that the forks allow. Open:"
                + " a limit lies within an interval, so more forks may decide. Only valid numbers"
                + " count.";

    private DecisionSection() {}

    public static Section of(Rules rules, Decision decision) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Section.Pairs(false, rules(rules)));
        blocks.add(
                decision.qualified().isEmpty()
                        ? Section.Note.absent("No model qualifies.")
                        : qualified(decision.qualified()));
        if (!decision.open().isEmpty()) {
            blocks.add(refused("Open", "First rule within its interval", decision.open()));
        }
        if (!decision.rejected().isEmpty()) {
            blocks.add(refused("Not qualified", "First rule it broke", decision.rejected()));
        }
        return new Section("decision", "Decision", "Decision", LEAD, blocks);
    }

    private static List<NamedText> rules(Rules rules) {
        var pairs = new ArrayList<NamedText>();
        rules.objectives()
                .forEach(objective -> pairs.add(new NamedText("Objective", objective.words())));
        rules.budgets().forEach(budget -> pairs.add(new NamedText("Budget", budget.words())));
        return pairs;
    }

    private static Table qualified(List<Qualified> models) {
        return new Table(
                "",
                "",
                "Qualified",
                List.of(
                        Column.number("Rank", ""),
                        Column.name("Model"),
                        Column.number("Server CPU per request", "× reference"),
                        Column.number(
                                "Server CPU per request", Printed.columnUnit(Metric.SERVER_CPU)),
                        Column.text("Measured at")),
                models.stream()
                        .map(model ->
                                row(
                                        rank(model),
                                        TableEntry.Text.of(model.name()),
                                        Numbers.ratio(model.cpu()),
                                        Numbers.figure(model.cpu()),
                                        TableEntry.Text.of(load(model.cpu().cell()))))
                        .toList());
    }

    private static String load(Cell cell) {
        return Setting.of(cell).words()
                + (cell.loop().isOpen()
                        ? ", open loop at " + Digits.count(cell.offeredPerSecond()) + " per s"
                        : ", closed loop")
                + (cell.workMicros() > 0 ? ", each request " + cell.workWords() : "");
    }

    /// A server that spins has no rank: its cost says nothing but the rate.
    private static TableEntry rank(Qualified model) {
        return model.rank() == null
                ? new TableEntry.Text("spins", "", "")
                : RankingTable.rank(model.rank());
    }

    private static Table refused(String caption, String why, List<Decision.Refusal> models) {
        return new Table(
                "",
                "",
                caption,
                List.of(Column.name("Model"), Column.reason(why)),
                models.stream()
                        .map(model ->
                                row(
                                        TableEntry.Text.of(model.name()),
                                        TableEntry.Text.of(model.reason())))
                        .toList());
    }

    private static Table.Row row(TableEntry... entries) {
        return new Table.Row("", List.of(entries));
    }
}
