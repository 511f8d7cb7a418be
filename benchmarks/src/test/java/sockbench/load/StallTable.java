package sockbench.load;

import static java.util.stream.Collectors.joining;

import sockbench.results.LoopType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The rows of `docs/data/stall.csv`: one stall, as each loop measured it.
record StallTable(List<Row> rows) {
    static final Path CSV = Path.of("..", "docs", "data", "stall.csv");

    private static final String HEADER =
            "loop,connections,requests,p50_ms,p99_ms,p99_9_ms,max_ms,machine,kernel,java";

    record Row(LoopType loop, int connections, long requests, Times times, Where where) {
        static Row of(LoadResult result, Where where) {
            return new Row(
                    result.loop(),
                    result.connections(),
                    result.answered(),
                    Times.of(result),
                    where);
        }

        static Row parse(String line) {
            var fields = line.split(",", -1);
            return new Row(
                    LoopType.of(fields[0]),
                    Integer.parseInt(fields[1]),
                    Long.parseLong(fields[2]),
                    new Times(
                            Double.parseDouble(fields[3]),
                            Double.parseDouble(fields[4]),
                            Double.parseDouble(fields[5]),
                            Double.parseDouble(fields[6])),
                    new Where(fields[7], fields[8], fields[9]));
        }

        Stream<String> cells() {
            return Stream.concat(
                    Stream.of(
                            loop.isOpen() ? "open loop" : "closed loop",
                            Integer.toString(connections),
                            String.format(Locale.ROOT, "%,d", requests)),
                    times.texts("%,.2f"));
        }

        @Override
        public String toString() {
            return Stream.of(
                            Stream.of(loop.id(), "" + connections, "" + requests),
                            times.texts("%.3f"),
                            Stream.of(where.machine, where.kernel, where.java))
                    .flatMap(texts -> texts)
                    .collect(joining(","));
        }
    }

    /// Response time in milliseconds.
    record Times(double p50, double p99, double p999, double max) {
        static Times of(LoadResult result) {
            var response = result.response();
            return new Times(
                    LoadResult.micros(response, 50) / 1e3,
                    LoadResult.micros(response, 99) / 1e3,
                    LoadResult.micros(response, 99.9) / 1e3,
                    LoadResult.micros(response, 100) / 1e3);
        }

        private Stream<String> texts(String format) {
            return Stream.of(p50, p99, p999, max)
                    .map(millis -> String.format(Locale.ROOT, format, millis));
        }
    }

    /// What it was measured on; no commas.
    record Where(String machine, String kernel, String java) {}

    static StallTable read() throws IOException {
        try (var lines = Files.lines(CSV)) {
            return new StallTable(lines.skip(1).map(Row::parse).toList());
        }
    }

    void write() throws IOException {
        Files.writeString(
                CSV, rows.stream().map(Row::toString).collect(joining("\n", HEADER + "\n", "\n")));
    }

    Row open() {
        return rows.stream().filter(row -> row.loop.isOpen()).findFirst().orElseThrow();
    }

    Row closed() {
        return rows.stream().filter(row -> !row.loop.isOpen()).findFirst().orElseThrow();
    }

    String markdown() {
        return """
        | loop | connections | requests | p50 (ms) | p99 (ms) | p99.9 (ms) | max (ms) |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: |
        %s

        Response time, measured on: %s.\
        """
                .formatted(
                        rows.stream()
                                .map(row -> row.cells().collect(joining(" | ", "| ", " |")))
                                .collect(joining("\n")),
                        place());
    }

    String html() {
        return """
        <div class="scroll">
        <table>
        <caption>The same stall of 1 s in 30 s, as each loop measured it: response time in ms. Not of this run; measured on: %s.</caption>
        <thead><tr><th scope="col">Loop</th><th class="n" scope="col">Connections</th><th class="n" scope="col">Requests</th><th class="n" scope="col">p50</th><th class="n" scope="col">p99</th><th class="n" scope="col">p99.9</th><th class="n" scope="col">max</th></tr></thead>
        <tbody>
        %s
        </tbody>
        </table>
        </div>\
        """
                .formatted(
                        place(),
                        rows.stream()
                                .map(row ->
                                        row.cells()
                                                .collect(
                                                        joining(
                                                                "</td><td class=\"n\">",
                                                                "<tr><td>",
                                                                "</td></tr>")))
                                .collect(joining("\n")));
    }

    private String place() {
        var where = rows.getFirst().where;
        return "%s, %s, %s".formatted(where.machine, where.kernel, where.java);
    }
}
