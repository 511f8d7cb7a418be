package sockbench.provenance;

import sockbench.measured.RecordedRun;
import sockbench.measured.WindowMetrics;
import sockbench.measured.WindowSums;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.LatencyKind;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Sample;
import sockbench.results.Verdict;
import sockbench.results.Window;
import sockbench.results.WindowField;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Whether `windows.csv` is complete and agrees with the other files.
final class WindowChecks {
    /// Sums of many windows differ in the last digits with the order of adding.
    private static final double ROUNDING = 1e-9;

    /// Share by which the kernel's two counts may differ, because one is asked for earlier and
    /// later than the other, and what one tick more is.
    private static final double TICKS = 0.25;

    private static final double TICK_MICROS = 10_000;

    private final RecordedRun run;
    private final Map<CellOfFork, List<Window>> subjects = new HashMap<>();
    private final Map<CellOfFork, List<Window>> references = new HashMap<>();
    private final Map<CellOfFork, Set<Integer>> blocks = new HashMap<>();
    private final Set<Cell> conditions = new HashSet<>();

    /// @param cell without a model where all servers of a fork are meant
    private record CellOfFork(int fork, Cell cell) {
        CellOfFork all() {
            return new CellOfFork(fork, cell.withModel(""));
        }
    }

    WindowChecks(RecordedRun run) {
        this.run = run;
        for (var window : run.windows()) {
            var subject = new CellOfFork(window.fork(), window.cell());
            conditions.add(window.cell().withModel(""));
            blocks.computeIfAbsent(subject.all(), all -> new TreeSet<>()).add(window.block());
            if (window.arm() == Arm.SUBJECT) {
                subjects.computeIfAbsent(subject, s -> new ArrayList<>()).add(window);
            } else {
                references.computeIfAbsent(subject.all(), all -> new ArrayList<>()).add(window);
            }
        }
    }

    /// One line each; empty if all agrees.
    Stream<String> problems() {
        return Stream.concat(
                run.forks().stream()
                        .filter(fork -> fork.outcome() == Verdict.VALID)
                        .filter(fork -> conditions.contains(fork.cell().withModel("")))
                        .flatMap(fork ->
                                Stream.of(incomplete(fork), miscounted(fork), unlikeTicks(fork))
                                        .flatMap(found -> found)),
                run.samples().stream().flatMap(this::unlikeSample));
    }

    /// A valid fork has one window of the subject and one of the reference in every block. At a
    /// rate that the reference cannot sustain, and in silence, the subject is alone.
    private Stream<String> incomplete(Fork fork) {
        var subject = new CellOfFork(fork.number(), fork.cell());
        var expected = blocks.getOrDefault(subject.all(), Set.of());
        boolean silent = fork.cell().question() == Question.SCALE;
        if (!subjects.containsKey(subject)) {
            // Whoever does not hold all connections is not watched.
            return silent && !fork.reason().isEmpty()
                    ? Stream.empty()
                    : Stream.of(named(fork.number(), fork.cell()) + " has no windows");
        }
        boolean alone = silent || fork.cell().loop().isOpen();
        if (alone && !references.containsKey(subject.all())) {
            return unlike(expected, subjects.get(subject), "window")
                    .map(problem -> named(fork.number(), fork.cell()) + problem);
        }
        return Stream.of(
                        unlike(expected, subjects.get(subject), "window"),
                        unlike(
                                expected,
                                references.getOrDefault(subject.all(), List.of()),
                                "window of the reference"))
                .flatMap(problems -> problems)
                .map(problem -> named(fork.number(), fork.cell()) + problem);
    }

    private static Stream<String> unlike(Set<Integer> expected, List<Window> windows, String what) {
        var seen = new HashSet<Integer>();
        var twice =
                windows.stream()
                        .map(Window::block)
                        .filter(block -> !seen.add(block))
                        .distinct()
                        .map(block -> " has two %ss in block %d".formatted(what, block))
                        .toList();
        var missing =
                expected.stream()
                        .filter(block -> !seen.contains(block))
                        .map(block -> " has no %s in block %d".formatted(what, block));
        return Stream.concat(missing, twice.stream());
    }

    /// As many answers in windows as in the histogram of all and in that of the unpreempted ones.
    private Stream<String> miscounted(Fork fork) {
        var windows = subjects.getOrDefault(new CellOfFork(fork.number(), fork.cell()), List.of());
        var unpreempted = windows.stream().filter(window -> !window.isPreempted()).toList();
        return Stream.of(
                        miscounted(fork, LatencyKind.RESPONSE, windows),
                        miscounted(fork, LatencyKind.UNPREEMPTED, unpreempted),
                        miscounted(fork, LatencyKind.UNPREEMPTED_SERVICE, unpreempted))
                .flatMap(found -> found);
    }

    private Stream<String> miscounted(Fork fork, LatencyKind kind, List<Window> windows) {
        var histogram = run.latencies(fork.number(), fork.cell()).get(kind);
        var answered =
                windows.stream().mapToDouble(window -> window.value(WindowField.ANSWERED)).sum();
        // Latencies of the lead are left out there.
        boolean partial = fork.cell().question().hasLead();
        return histogram == null
                        || windows.isEmpty()
                        || histogram.getTotalCount() == answered
                        || (partial && histogram.getTotalCount() < answered)
                ? Stream.empty()
                : Stream.of(
                        "%s has %.0f answers, its histogram %d (%s)"
                                .formatted(
                                        named(fork.number(), fork.cell()),
                                        answered,
                                        histogram.getTotalCount(),
                                        kind.id()));
    }

    /// The kernel counts CPU time twice: to the nanosecond, and by ticks as user and system time.
    private Stream<String> unlikeTicks(Fork fork) {
        var windows = subjects.getOrDefault(new CellOfFork(fork.number(), fork.cell()), List.of());
        double exact = sum(windows, WindowField.SERVER_CPU_NS) / 1e3;
        double ticks =
                sum(windows, WindowField.SERVER_USER_US)
                        + sum(windows, WindowField.SERVER_SYSTEM_US);
        return Double.isNaN(ticks) || Math.abs(exact - ticks) <= TICKS * ticks + TICK_MICROS
                ? Stream.empty()
                : Stream.of(
                        "%s has %.0f µs of server CPU, its user and system time are %.0f µs"
                                .formatted(named(fork.number(), fork.cell()), exact, ticks));
    }

    private static double sum(List<Window> windows, WindowField field) {
        return windows.stream().mapToDouble(window -> window.value(field)).sum();
    }

    /// What a sample says and windows say, too, is the same. Means come from histograms.
    private Stream<String> unlikeSample(Sample sample) {
        var recomputed = recomputed(sample.fork(), sample.cell()).get(sample.metric());
        return recomputed == null
                        || sample.metric().isLatency()
                        || Math.abs(recomputed - sample.value()) <= ROUNDING * Math.abs(recomputed)
                ? Stream.empty()
                : Stream.of(
                        "samples.csv: %s of fork %d is %s, its windows say %s"
                                .formatted(
                                        sample.metric().id(),
                                        sample.fork(),
                                        sample.value(),
                                        recomputed));
    }

    private Map<Metric, Double> recomputed(int fork, Cell cell) {
        var windows = subjects.get(new CellOfFork(fork, cell));
        return windows == null ? Map.of() : WindowMetrics.of(WindowSums.of(windows));
    }

    private static String named(int fork, Cell cell) {
        return "windows.csv: fork %d (%s)".formatted(fork, cell);
    }
}
