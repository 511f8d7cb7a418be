package sockbench.report.sections;

import sockbench.report.data.HandlerMap;
import sockbench.report.data.ReportData;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.results.Metric;
import sockbench.stats.Ratio;
import sockbench.text.Digits;

import java.util.List;

/// The map of handlers as a table: a row for each number of connections and each wait.
final class MapTable {
    private final ReportData data;
    private final HandlerMap map;

    MapTable(ReportData data, HandlerMap map) {
        this.data = data;
        this.map = map;
    }

    Table table() {
        return new Table(
                "",
                "",
                "The cheapest model, and those that cannot be told from it",
                List.of(
                        Column.text("Connections"),
                        Column.text("Wait"),
                        Column.text("Least server CPU per request"),
                        Column.number("The first of them", "× " + data.reference()),
                        Column.number("Its rate", "per s, this machine's"),
                        Column.text("Least server and generator CPU"),
                        Column.text("Numbers that stand")),
                map.fields().stream().map(this::row).toList());
    }

    private Table.Row row(HandlerMap.Field field) {
        var leaders = field.leaders();
        var best = field.best();
        return new Table.Row(
                leaders == null ? "weak" : "",
                List.of(
                        TableEntry.Text.of(field.conditions().connections()),
                        TableEntry.Text.of(HandlerMap.wait(field.conditions().workMicros())),
                        TableEntry.Text.of(
                                leaders == null
                                        ? field.doubt()
                                        : String.join(", ", leaders.names())),
                        best == null ? TableEntry.NONE : TableEntry.Text.of(words(best)),
                        leaders == null ? TableEntry.NONE : rate(field, leaders.names().getFirst()),
                        TableEntry.Text.of(
                                field.byTotal().isEmpty()
                                        ? "undecided"
                                        : String.join(", ", field.byTotal())),
                        TableEntry.Text.of(field.standing() + " of " + field.measured())));
    }

    private TableEntry rate(HandlerMap.Field field, String model) {
        var cell = field.conditions().withModel(model);
        return data.numbers().figure(cell, Metric.REQUESTS_PER_SECOND).compact().uncited();
    }

    static String words(Ratio ratio) {
        return Digits.ratio(ratio.value())
                + (ratio.hasInterval()
                        ? " (" + Digits.interval(ratio.low(), ratio.high()) + ")"
                        : "");
    }
}
