package sockbench.hostile;

import de.siegmar.fastcsv.writer.CsvWriter;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Every window as a row, with what became of its trial. A trial without windows is one row.
public final class HostileCsv {
    private HostileCsv() {}

    public static String of(List<HostileOutcome> outcomes) {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            write(outcomes, csv);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return text.toString();
    }

    private static void write(List<HostileOutcome> outcomes, CsvWriter csv) {
        csv.writeRecord(
                "model",
                "bad_peers",
                "good_peers",
                "reason",
                "block",
                "position",
                "is_hostile",
                "requests",
                "p50_us",
                "p99_us",
                "max_us",
                "generator_late",
                "newcomer_us",
                "bad_connections",
                "bad_bytes");
        for (var outcome : outcomes) {
            if (outcome.windows().isEmpty()) {
                csv.writeRecord(trial(outcome));
            }
            for (var window : outcome.windows()) {
                csv.writeRecord(concat(trial(outcome), row(window)));
            }
        }
    }

    private static List<String> trial(HostileOutcome outcome) {
        return List.of(
                outcome.model(),
                outcome.kind().name(),
                outcome.resistance().words(),
                outcome.reason());
    }

    private static List<String> row(HostileWindow window) {
        return List.of(
                Integer.toString(window.block()),
                Integer.toString(window.position()),
                Boolean.toString(window.isHostile()),
                Long.toString(window.requests()),
                micros(window.p50Micros()),
                micros(window.p99Micros()),
                micros(window.maxMicros()),
                Boolean.toString(window.late()),
                micros(window.newcomerMicros()),
                Long.toString(window.deeds().connections()),
                Long.toString(window.deeds().sentBytes()));
    }

    private static String micros(double micros) {
        return String.format(Locale.ROOT, "%.1f", micros);
    }

    private static List<String> concat(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
