package sockbench.report.sections;

import sockbench.findings.Finding;
import sockbench.report.data.Numbers;
import sockbench.report.data.ReportData;
import sockbench.report.data.Setting;
import sockbench.report.data.VerdictBadge;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Plan;
import sockbench.results.Question;
import sockbench.text.Digits;
import sockbench.text.Words;
import sockbench.verdict.Ceiling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Was it the client? The generator shows what it could do and what it did.
public final class ProofSection {
    private static final int FASTEST = 3;

    private final ReportData data;
    private final List<Cell> ceilings;

    private ProofSection(ReportData data) {
        this.data = data;
        this.ceilings = data.planned(Question.CEILING).toList();
    }

    public static Section of(ReportData data) {
        var section = new ProofSection(data);
        return new Section(
                "proof",
                "Generator",
                "Was it the client? The generator's self-proof",
                "The ceiling is what the generator reached against the null server, which echoes"
                    + " bytes and looks at no frame: no model may be above it. Offered, sent and"
                    + " completed are three different rates. Lag is the generator's own lateness in"
                    + " an open loop. Little's law ties connections, throughput and time together"
                    + " in a closed loop.",
                section.blocks(),
                section.ceilings.isEmpty() ? List.of("the generator's ceiling") : List.of());
    }

    private List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        Ceiling.doubts(data.run()).stream()
                .map(doubt -> Section.Note.warning(doubt + "."))
                .forEach(blocks::add);
        if (!ceilings.isEmpty()) {
            blocks.add(
                    new CellTable(data)
                            .model()
                            .parameters()
                            .ratio(Metric.REQUESTS_PER_SECOND, "Ceiling")
                            .metric(Metric.REQUESTS_PER_SECOND, "Ceiling")
                            .metric(Metric.CLIENT_CPU, "Generator CPU per request")
                            .metric(Metric.CLIENT_BUSY, "Generator CPU in use")
                            .verdict()
                            .of(ceilings, "", "Ceiling: the generator against the null server"));
        }
        var settings = Setting.natural(data);
        if (!settings.isEmpty()) {
            var reference = settings.getFirst().cells(data, Question.THROUGHPUT);
            fastest(reference).forEach(finding -> blocks.add(Section.Note.plain(limit(finding))));
            blocks.add(proof(reference, settings.getFirst().words() + ", closed loop"));
        }
        var half = data.atHalfCapacity();
        if (!half.isEmpty()) {
            blocks.add(lateness(half));
        }
        var all =
                data.plan().cells().stream()
                        .map(Plan.PlannedCell::cell)
                        .filter(cell -> data.numbers().has(cell, Metric.CLIENT_BUSY))
                        .toList();
        blocks.add(
                new Section.Folded(
                        "The same for all " + all.size() + " cells with a measurement",
                        List.of(proof(all, ""))));
        return blocks;
    }

    /// The whole distribution of lag is among the percentile curves.
    private Table lateness(List<Cell> cells) {
        return CellTable.uncited(data)
                .model()
                .column(
                        Column.number("Share of its capacity", ""),
                        cell -> TableEntry.Text.of(Digits.percent(data.shareOfCapacity(cell))))
                .metric(Metric.OFFERED_PER_SECOND, "Offered")
                .metric(Metric.SENT_PER_SECOND, "Sent")
                .metric(Metric.REQUESTS_PER_SECOND, "Completed")
                .metric(Metric.LAG_P50, "Send lag p50")
                .metric(Metric.LAG_P99, "Send lag p99")
                .metric(Metric.LAG_MAX, "Send lag, maximum")
                .metric(Metric.GENERATOR_PREEMPTED, "Preempted")
                .metric(Metric.SERVICE_P50, "Service time p50, open loop")
                .verdict()
                .reason()
                .of(cells, "", "Was the schedule kept at half of each model's capacity?");
    }

    private List<Finding> fastest(List<Cell> cells) {
        return data.known(cells, Metric.REQUESTS_PER_SECOND).stream()
                .sorted((a, b) -> Double.compare(value(b), value(a)))
                .limit(FASTEST)
                .toList();
    }

    private static double value(Finding finding) {
        var estimate = finding.estimate();
        return estimate == null ? 0 : estimate.value();
    }

    /// Who was the limit of a fast cell, and how that is known.
    private String limit(Finding finding) {
        var cell = finding.cell();
        var figure = Numbers.figure(finding);
        var facts =
                "generator CPU in use "
                        + text(cell, Metric.CLIENT_BUSY)
                        + ", server CPUs in use "
                        + text(cell, Metric.SERVER_BUSY)
                        + shareOfCeiling(cell)
                                .map(share -> ", " + share + " of the ceiling")
                                .orElse("");
        var limit =
                switch (finding.verdict()) {
                    case VALID -> "the server was the limit";
                    case GENERATOR_LIMITED ->
                            "the generator was the limit, so this is a lower bound";
                    default -> VerdictBadge.words(finding.verdict());
                };
        return cell.model()
                + ", "
                + figure.text()
                + " per s: "
                + limit
                + ". "
                + Words.capital(facts)
                + (finding.reason().isEmpty() ? "." : "; " + finding.reason() + ".");
    }

    private String text(Cell cell, Metric metric) {
        var figure = data.numbers().figure(cell, metric);
        return (figure.text() + " " + figure.unit()).strip();
    }

    private Table proof(List<Cell> cells, String caption) {
        var table = caption.isEmpty() ? CellTable.uncited(data).compact() : new CellTable(data);
        if (caption.isEmpty()) {
            table.column(Column.text("Question"), cell -> TableEntry.Text.of(cell.question().id()));
        }
        table.model();
        if (caption.isEmpty()) {
            table.parameters();
        }
        return table.column(Column.number("Share of ceiling", ""), this::share)
                .metric(Metric.CLIENT_BUSY, "Generator CPU in use")
                .metric(Metric.SERVER_BUSY, "Server CPUs in use")
                .metric(Metric.OFFERED_PER_SECOND, "Offered")
                .metric(Metric.SENT_PER_SECOND, "Sent")
                .metric(Metric.REQUESTS_PER_SECOND, "Completed")
                .metric(Metric.LAG_P99, "Send lag p99")
                .metric(Metric.LITTLES_LAW_ERROR, "Little's law, error")
                .column(Column.text("Counts on both sides"), this::counts)
                .verdict()
                .of(cells, "", caption);
    }

    private TableEntry share(Cell cell) {
        return shareOfCeiling(cell).<TableEntry>map(TableEntry.Text::of).orElse(TableEntry.NONE);
    }

    private Optional<String> shareOfCeiling(Cell cell) {
        var share = Ceiling.share(data.run(), cell);
        return share.isEmpty()
                ? Optional.empty()
                : Optional.of(Digits.percent(share.getAsDouble()));
    }

    /// Sent = answered + outstanding, and the server counted what was answered or sent.
    private TableEntry counts(Cell cell) {
        double sent = count(cell, Metric.REQUESTS_SENT);
        double answered = count(cell, Metric.REQUESTS_ANSWERED);
        double outstanding = count(cell, Metric.REQUESTS_OUTSTANDING);
        double served = count(cell, Metric.SERVER_REQUESTS);
        if (Double.isNaN(sent + answered + outstanding)) {
            return TableEntry.NONE;
        }
        var sum =
                "%s sent = %s answered + %s outstanding"
                        .formatted(
                                Digits.count(sent),
                                Digits.count(answered),
                                Digits.count(outstanding));
        var server =
                Double.isNaN(served)
                        ? "no server counters"
                        : "the server counted " + Digits.count(served) + each(cell);
        var agree = Math.abs(sent - answered - outstanding) < 1;
        return new TableEntry.Badge(
                agree ? "agree" : "differ", agree ? "good" : "bad", sum + "; " + server);
    }

    private static String each(Cell cell) {
        return cell.question().isChurn()
                ? " requests, %d of each connection".formatted(cell.question().requestsEach())
                : "";
    }

    private double count(Cell cell, Metric metric) {
        return data.numbers().value(cell, metric).orElse(Double.NaN);
    }
}
