package sockbench.report;

import de.siegmar.fastcsv.writer.CsvWriter;

import org.jspecify.annotations.Nullable;

import sockbench.report.data.HandlerMap;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/// `handler-map.csv`: a row for each number of connections and each wait.
final class HandlerMapCsv {
    static final String NAME = "handler-map.csv";

    private HandlerMapCsv() {}

    static String write(String run, HandlerMap map) throws IOException {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(
                    List.of(
                            "run",
                            "connections",
                            "wait_us",
                            "cheapest",
                            "not_separable",
                            "ratio",
                            "ratio_low",
                            "ratio_high"));
            for (var field : map.fields()) {
                csv.writeRecord(row(run, field));
            }
        }
        return text.toString();
    }

    /// Without names where the run does not decide.
    private static List<String> row(String run, HandlerMap.Field field) {
        var leaders = field.leaders();
        var names = leaders == null ? List.<String>of() : leaders.names();
        var best = field.best();
        return List.of(
                run,
                Integer.toString(field.conditions().connections()),
                Integer.toString(field.conditions().workMicros()),
                names.isEmpty() ? "" : names.getFirst(),
                String.join(" ", names.subList(Math.min(1, names.size()), names.size())),
                number(best == null ? null : best.value()),
                number(best == null || !best.hasInterval() ? null : best.low()),
                number(best == null || !best.hasInterval() ? null : best.high()));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : value.toString();
    }
}
