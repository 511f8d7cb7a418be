package sockbench.report.data;

import sockbench.findings.Finding;
import sockbench.results.Fork;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.text.Digits;
import sockbench.text.Words;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What would settle what a noisy run leaves open: which command, in how many minutes.
public final class Settling {
    /// Beyond this a run would take longer than anybody waits.
    private static final int MOST_ROUNDS = 100;

    private static final int USUAL_ROUNDS = 12;

    private final ReportData data;
    private final Setting setting;
    private final List<Finding> judged;

    public Settling(ReportData data, Setting setting) {
        this.data = data;
        this.setting = setting;
        this.judged =
                data.known(setting.cells(data, Question.THROUGHPUT), Metric.SERVER_CPU).stream()
                        .filter(Finding::isPaired)
                        .sorted(Comparator.comparingDouble(Finding::relativeHalfWidth))
                        .toList();
    }

    /// Half of the median interval's width; infinite if most have none.
    public double width() {
        return judged.isEmpty()
                ? Double.POSITIVE_INFINITY
                : judged.get(judged.size() / 2).relativeHalfWidth();
    }

    /// Whether most intervals are wider than the goal.
    public boolean isNoisy() {
        return !(width() <= data.plan().goal());
    }

    /// What to do next.
    ///
    /// @param words what it would reach, and in which time
    public record NextStep(String words, String command) {}

    /// Nothing where the goal is reached and something is decided.
    public Optional<NextStep> step(boolean decided) {
        if ((decided && !isNoisy()) || judged.isEmpty()) {
            return Optional.empty();
        }
        var rounds = rounds();
        var goal = Digits.percent(data.plan().goal());
        if (rounds > MOST_ROUNDS) {
            return Optional.of(
                    new NextStep(
                            "This machine needs more than %d forks for ±%s. Find out what else runs on"
                                            .formatted(MOST_ROUNDS, goal)
                                    + " it, then:",
                            command(USUAL_ROUNDS)));
        }
        return Optional.of(
                new NextStep(
                        "About %s to ±%s:".formatted(Words.count(minutes(rounds), "minute"), goal),
                        command(rounds)));
    }

    /// Widths shrink with the square root of the number of forks.
    private int rounds() {
        var forks = judged.stream().mapToInt(Finding::n).max().orElse(1);
        if (Double.isInfinite(width())) {
            return USUAL_ROUNDS / 2;
        }
        var ratio = width() / data.plan().goal();
        return (int) Math.clamp(Math.ceil(forks * ratio * ratio), forks + 2.0, MOST_ROUNDS + 1.0);
    }

    private long minutes(int rounds) {
        var cell = judged.getFirst().cell().withModel("");
        var forks =
                data.forks().stream()
                        .filter(fork -> fork.cell().withModel("").equals(cell))
                        .toList();
        var numbers = forks.stream().mapToInt(Fork::number).distinct().count();
        var done = forks.stream().mapToInt(Fork::round).distinct().count();
        var seconds = forks.stream().mapToDouble(Fork::seconds).average().orElse(30);
        return (long) Math.ceil(rounds * seconds * numbers / Math.max(1, done) / 60);
    }

    private String command(int rounds) {
        var models = judged.stream().map(finding -> finding.cell().model()).toList();
        var all = data.models().size() == models.size();
        return "java -jar benchmarks/target/benchmarks.jar bench --questions throughput%s"
                        .formatted(all ? "" : " --models " + String.join(",", models))
                + " --connections %d --body-bytes %d --rounds %d"
                        .formatted(setting.connections(), setting.bodyBytes(), rounds);
    }
}
