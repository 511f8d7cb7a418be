package sockbench.provenance;

import sockbench.findings.Finding;
import sockbench.measured.RecordedRun;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.stats.Estimate;
import sockbench.stats.Estimate.Center;
import sockbench.text.Digits;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/// One number as it may stand in somebody else's text.
public final class Citation {
    private final RecordedRun run;
    private final Finding finding;

    /// @throws IllegalArgumentException in one line if the number may not be cited
    public Citation(RecordedRun run, Finding finding) {
        if (!finding.isCitable()) {
            throw new IllegalArgumentException(
                    "%s (%s, %s) may not be cited: %s, %s"
                            .formatted(
                                    finding.id(),
                                    finding.metric().id(),
                                    finding.cell(),
                                    finding.verdict(),
                                    finding.reason().isEmpty()
                                            ? finding.grade()
                                            : finding.reason()));
        }
        this.run = run;
        this.finding = finding;
    }

    /// One sentence with everything a reader needs to judge the number.
    public String sentence() {
        return "%s: %s %s; %s; %s; %s; run %s, %s, id %s."
                .formatted(
                        finding.cell().model(),
                        quantity(),
                        value(),
                        conditions(finding.cell()),
                        machine(),
                        versions(),
                        run.plan().run(),
                        forks(),
                        finding.id());
    }

    public String markdown() {
        return "%s: %s **%s** <sub>[%s] %s; %s; %s; run `%s`, %s</sub>"
                .formatted(
                        finding.cell().model(),
                        quantity(),
                        value(),
                        finding.id(),
                        conditions(finding.cell()),
                        machine(),
                        versions(),
                        run.plan().run(),
                        forks());
    }

    public String bibtex() {
        return """
        @misc{sockbench-%s,
          title = {%s: %s},
          note = {%s; %s},
          howpublished = {sockbench run %s, %s, id %s, %s, %s}
        }\
        """
                .formatted(
                        finding.id(),
                        escaped(finding.cell().model()),
                        escaped(quantity()),
                        escaped(value()),
                        escaped(conditions(finding.cell())),
                        escaped(run.plan().run()),
                        forks(),
                        finding.id(),
                        escaped(machine()),
                        escaped(versions()));
    }

    private String quantity() {
        return finding.metric().quantity(finding.cell().loop());
    }

    /// What is paired is said as a multiple of the reference first; the absolute number is this
    /// machine's.
    private String value() {
        var ratio = finding.ratio();
        var absolute = finding.estimate();
        if (ratio == null) {
            return absolute(Objects.requireNonNull(absolute));
        }
        return "%s × %s (95 %% interval %s to %s, %s, geometric mean of %d forks%s, %s)%s"
                .formatted(
                        Digits.plain(ratio.value()),
                        run.plan().reference(),
                        Digits.plain(ratio.low()),
                        Digits.plain(ratio.high()),
                        finding.grade(),
                        ratio.n(),
                        ratio.isPooled() ? ", variance pooled over models" : "",
                        finding.verdict(),
                        absolute == null ? "" : "; on this machine " + onThisMachine(absolute));
    }

    private String onThisMachine(Estimate estimate) {
        return "%s%s (%s to %s)"
                .formatted(
                        Digits.plain(estimate.value()),
                        unit(finding.metric()),
                        Digits.plain(estimate.low()),
                        Digits.plain(estimate.high()));
    }

    private String absolute(Estimate estimate) {
        return "%s%s (%s interval %s to %s, %s, %s of %d forks, %s)"
                .formatted(
                        Digits.plain(estimate.value()),
                        unit(finding.metric()),
                        percent(estimate.coverage()),
                        Digits.plain(estimate.low()),
                        Digits.plain(estimate.high()),
                        finding.grade(),
                        estimate.center() == Center.GEOMETRIC ? "geometric mean" : "median",
                        estimate.n(),
                        finding.verdict());
    }

    private static String unit(Metric metric) {
        return metric.unit().equals("1") ? "" : " " + metric.unit();
    }

    private static String conditions(Cell cell) {
        return "%s, %d %s, %d-byte bodies, %s, %s loop%s%s"
                .formatted(
                        cell.question().id(),
                        cell.connections(),
                        cell.connections() == 1 ? "connection" : "connections",
                        cell.bodyBytes(),
                        cell.threads() == 0
                                ? "natural thread count"
                                : cell.threads() + " server threads",
                        cell.loop().id().replace('-', ' '),
                        cell.offeredPerSecond() > 0
                                ? ", " + Digits.plain(cell.offeredPerSecond()) + "/s offered"
                                : "",
                        cell.workMicros() > 0 ? ", each request " + cell.workWords() : "");
    }

    /// Where the value comes from: rows of `windows.csv` and `samples.csv` with these numbers.
    private String forks() {
        return finding.forks().keySet().stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", finding.n() == 1 ? "fork " : "forks ", ""));
    }

    private String machine() {
        return "%s, %s CPUs, %s"
                .formatted(
                        run.fact("identity", "cpu"),
                        run.fact("identity", "cpus"),
                        run.fact("identity", "kernel"));
    }

    private String versions() {
        return "JDK %s, commit %s (%s)"
                .formatted(
                        run.fact("identity", "jdk"),
                        run.fact("details", "git commit"),
                        run.fact("details", "git tree"));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share).replace(".0 ", " ");
    }

    /// The characters that mean something to TeX.
    private static String escaped(String text) {
        return text.replaceAll("([%_&#$])", "\\\\$1");
    }
}
