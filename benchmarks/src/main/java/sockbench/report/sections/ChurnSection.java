package sockbench.report.sections;

import sockbench.report.data.ReportData;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.report.page.Section.Folded;
import sockbench.report.page.Section.Note;
import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.Metric;
import sockbench.results.Question;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Connections that come and go.
public final class ChurnSection {
    private final ReportData data;

    private ChurnSection(ReportData data) {
        this.data = data;
    }

    public static Section of(ReportData data) {
        var blocks = new ChurnSection(data).blocks();
        return new Section(
                "churn",
                "Connections that come and go",
                "What a connection costs that comes and goes",
                "Each of 16 places connects, has one request answered or ten, ends the connection"
                        + " and connects again. What is counted are connections, not requests.",
                blocks,
                blocks.isEmpty() ? List.of("connections that come and go") : List.of());
    }

    private List<Block> blocks() {
        var cells = data.cells(Question.CHURN);
        if (cells.isEmpty()) {
            return List.of();
        }
        var variants = new LinkedHashMap<Question, String>();
        variants.put(Question.CHURN, "1 request");
        variants.put(Question.CHURN_10, "10 requests");
        variants.put(Question.CHURN_RESET, "1, reset");
        variants.put(Question.CHURN_RESET_10, "10, reset");
        return List.of(
                ratios(cells, variants),
                Note.plain(
                        "Server CPU is that of a connection with all its requests. A rate with ≥ is"
                            + " one that the generator limited; the ratios of CPU stand. On"
                            + " loopback the kernel does part of a handshake on the CPU of the one"
                            + " who connects, which is the generator's."),
                new Folded("CPU and time of each connection", List.of(figures(cells, variants))));
    }

    private Block ratios(List<Cell> cells, Map<Question, String> variants) {
        var table = new CellTable(data).model();
        variants.forEach((question, words) ->
                table.ratio(Metric.SERVER_CPU, "Server CPU, " + words, as(question)));
        variants.forEach((question, words) ->
                table.metric(Metric.REQUESTS_PER_SECOND, "Connections, " + words, as(question)));
        return table.of(cells, "", "Connections of one request and of ten, 16 at a time");
    }

    private Block figures(List<Cell> cells, Map<Question, String> variants) {
        var table = CellTable.uncited(data).model();
        variants.forEach((question, words) ->
                table.metric(Metric.SERVER_CPU, "Server CPU, " + words, as(question))
                        .metric(Metric.CLIENT_CPU, "Generator CPU, " + words, as(question))
                        .metric(Metric.RESPONSE_P50, "p50 of its life, " + words, as(question))
                        .metric(Metric.RESPONSE_P99, "p99 of its life, " + words, as(question)));
        return table.compact().of(cells, "", "Each connection, from connecting to its end");
    }

    private static UnaryOperator<Cell> as(Question question) {
        return cell ->
                new Cell(
                        question,
                        cell.model(),
                        cell.connections(),
                        cell.bodyBytes(),
                        LoopType.CLOSED,
                        0,
                        cell.threads());
    }
}
