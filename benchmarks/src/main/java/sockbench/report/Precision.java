package sockbench.report;

import sockbench.findings.Finding;
import sockbench.report.data.Answer;
import sockbench.report.data.ReportData;
import sockbench.report.data.Setting;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Verdict;
import sockbench.stats.Ratio;
import sockbench.text.Words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// How sure the ranking under one setting is: what the reference differs by from itself, how narrow
/// the intervals became, and why the run stopped.
final class Precision {
    private final ReportData data;
    private final List<Cell> cells;

    Precision(ReportData data, Setting setting) {
        this.data = data;
        this.cells = setting.cells(data, Question.THROUGHPUT);
    }

    List<String> sentences() {
        var sentences = new ArrayList<String>();
        sentences.add(control());
        var reached = reached();
        if (!reached.isEmpty()) {
            sentences.add(reached);
        }
        sentences.add(stopped());
        sentences.add(leftOut());
        return sentences;
    }

    private String control() {
        var control = data.standings().control(cells.getFirst(), Metric.SERVER_CPU);
        if (control == null) {
            return "A/A: not measured under these conditions, so it is unknown by how much equal"
                    + " things differ here.";
        }
        return "A/A: %s over itself is %s%s."
                .formatted(data.reference(), Answer.words(control), meaning(control));
    }

    private static String meaning(Ratio control) {
        if (!control.hasInterval()) {
            return "";
        }
        return control.excludesOne()
                ? ", which leaves out 1"
                : "; less than %s cannot be seen"
                        .formatted(percent(control.relativeHalfWidth()));
    }

    /// Half-widths of the intervals of what is ranked.
    private String reached() {
        var valid =
                data.known(cells, Metric.SERVER_CPU).stream()
                        .filter(Finding::isCitable)
                        .sorted(Comparator.comparingDouble(Finding::relativeHalfWidth))
                        .toList();
        if (valid.isEmpty()) {
            return "";
        }
        var worst = valid.getLast();
        return "Intervals: median ±%s, worst ±%s (%s), goal ±%s."
                .formatted(
                        percent(valid.get(valid.size() / 2).relativeHalfWidth()),
                        percent(worst.relativeHalfWidth()),
                        worst.cell().model(),
                        percent(data.plan().goal()));
    }

    private String stopped() {
        // Each phase of a run has its reason; the ranking is of the first.
        var stopped = data.plan().stopped().split("; ", 2)[0];
        var forks = data.forks().stream().mapToInt(Fork::number).distinct().count();
        return "%s, %s; %s"
                .formatted(
                        Words.count(forks, "fork"),
                        Words.count(data.run().windows().size(), "window"),
                        stopped.isEmpty()
                                ? "the run does not say that it came to its end."
                                : "stopped: " + stopped + ".");
    }

    /// Forks that ended without a number; no window is ever left out.
    private String leftOut() {
        var lost =
                data.forks().stream()
                        .filter(fork -> cells.contains(fork.cell()))
                        .filter(fork -> fork.outcome() != Verdict.VALID)
                        .map(fork -> fork.cell().model())
                        .distinct()
                        .toList();
        return lost.isEmpty()
                ? "No window was left out."
                : "No window was left out, but forks of %s failed or were not steady."
                        .formatted(Words.list(lost));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * share);
    }
}
