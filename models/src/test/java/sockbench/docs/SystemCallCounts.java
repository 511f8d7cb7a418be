package sockbench.docs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import sockbench.models.Models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The rows of `docs/data/syscalls.csv`, by model.
record SystemCallCounts(Map<String, List<Row>> byModel) {
    /// What a server did for `requests` requests.
    private record Row(
            String model, int connections, long requests, long systemCalls, long contextSwitches) {
        static Row parse(String line) {
            var fields = line.split(",", -1);
            return new Row(
                    fields[0],
                    Integer.parseInt(fields[1]),
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[4]),
                    Long.parseLong(fields[5]));
        }

        String inWords() {
            return "%s system calls and %s context switches with %d connection%s"
                    .formatted(
                            perRequest(systemCalls),
                            perRequest(contextSwitches),
                            connections,
                            connections == 1 ? "" : "s");
        }

        private String perRequest(long count) {
            double each = (double) count / requests;
            return String.format(Locale.ROOT, each < 1 ? "%.2f" : "%.1f", each);
        }
    }

    static SystemCallCounts read(Path csv) throws IOException {
        try (var lines = Files.lines(csv)) {
            return new SystemCallCounts(
                    lines.skip(1).map(Row::parse).collect(groupingBy(Row::model)));
        }
    }

    /// What one request costs, as a phrase.
    String perRequest(Models model) {
        var rows = byModel.getOrDefault(model.name(), List.of());
        return rows.isEmpty()
                ? "not counted yet"
                : rows.stream().map(Row::inWords).collect(joining("; "));
    }
}
