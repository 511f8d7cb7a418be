package sockbench.report.data;

import sockbench.measured.RecordedRun;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.Limits;
import sockbench.results.Window;
import sockbench.results.WindowField;
import sockbench.stats.Estimate.Center;
import sockbench.text.Words;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// What the machine was like in each fork, as far as the reference's own windows tell: it is the
/// same server in all of them, so what it did there was the machine's doing.
public record MachineHistory(List<ForkMoment> forks) {
    /// @param start seconds since the first fork began
    /// @param rate the reference's rate in closed loops over its median under the same conditions;
    ///   NaN if the fork had none
    /// @param cost the same of its CPU per request
    public record ForkMoment(int number, double start, double seconds, double rate, double cost) {
        public boolean isUnusual() {
            return isFar(rate) || isFar(cost);
        }
    }

    private record Place(int fork, Cell conditions) {}

    public static MachineHistory of(RecordedRun run) {
        var windows = new HashMap<Place, List<Window>>();
        for (var window : run.windows()) {
            if (window.arm() == Arm.REFERENCE) {
                windows.computeIfAbsent(
                                new Place(window.fork(), window.cell()), p -> new ArrayList<>())
                        .add(window);
            }
        }
        var rates = relative(windows, MachineHistory::rate);
        var costs = relative(windows, MachineHistory::cost);
        var started = new TreeMap<Integer, Fork>();
        run.forks().forEach(fork -> started.putIfAbsent(fork.number(), fork));
        var first =
                started.values().stream()
                        .map(Fork::started)
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH);
        return new MachineHistory(
                started.values().stream()
                        .map(fork ->
                                new ForkMoment(
                                        fork.number(),
                                        Duration.between(first, fork.started()).toMillis() / 1e3,
                                        fork.seconds(),
                                        rates.getOrDefault(fork.number(), Double.NaN),
                                        costs.getOrDefault(fork.number(), Double.NaN)))
                        .toList());
    }

    /// Fork number to the median, over its conditions, of a value against its own median.
    private static Map<Integer, Double> relative(
            Map<Place, List<Window>> windows, ToDoubleFunction<List<Window>> value) {
        var byConditions = new HashMap<Cell, Map<Integer, Double>>();
        windows.forEach((place, of) -> {
            var known = value.applyAsDouble(of);
            if (known > 0 && Double.isFinite(known)) {
                byConditions
                        .computeIfAbsent(place.conditions(), c -> new HashMap<>())
                        .put(place.fork(), known);
            }
        });
        var ofForks = new HashMap<Integer, List<Double>>();
        for (var forks : byConditions.values()) {
            var usual = median(List.copyOf(forks.values()));
            forks.forEach((fork, known) ->
                    ofForks.computeIfAbsent(fork, f -> new ArrayList<>()).add(known / usual));
        }
        var medians = new HashMap<Integer, Double>();
        ofForks.forEach((fork, all) -> medians.put(fork, median(all)));
        return medians;
    }

    private static double rate(List<Window> windows) {
        return windows.getFirst().cell().loop().isOpen()
                ? Double.NaN
                : sum(windows, WindowField.COMPLETED) / sum(windows, WindowField.WALL_NS);
    }

    private static double cost(List<Window> windows) {
        return sum(windows, WindowField.SERVER_CPU_NS) / sum(windows, WindowField.ANSWERED);
    }

    private static double sum(List<Window> windows, WindowField field) {
        return windows.stream().mapToDouble(window -> window.value(field)).sum();
    }

    private static double median(List<Double> values) {
        return Center.MEDIAN.of(values.stream().mapToDouble(value -> value).toArray());
    }

    private static boolean isFar(double share) {
        var limit = Limits.MACHINE_CHANGED.value();
        return share < 1 - limit || share > 1 + limit;
    }

    /// One sentence for each stretch of forks in which the machine was not itself.
    public List<String> notices(String reference) {
        var sentences = new ArrayList<String>();
        var stretch = new ArrayList<ForkMoment>();
        for (var fork : forks) {
            if (fork.isUnusual()) {
                stretch.add(fork);
            } else {
                close(stretch, reference, sentences);
            }
        }
        close(stretch, reference, sentences);
        return sentences;
    }

    private static void close(
            List<ForkMoment> stretch, String reference, List<String> sentences) {
        if (stretch.isEmpty()) {
            return;
        }
        var first = stretch.getFirst().number();
        var last = stretch.getLast().number();
        sentences.add(
                "%s the machine was not itself: %s alone %s. Both servers of a ratio met it;"
                        .formatted(
                                stretch.size() == 1
                                        ? "In fork " + first
                                        : "In forks %d to %d (%s)"
                                                .formatted(
                                                        first,
                                                        last,
                                                        Words.count(stretch.size(), "fork")),
                                reference,
                                did(stretch))
                        + " absolute numbers are in doubt.");
        stretch.clear();
    }

    private static String did(List<ForkMoment> stretch) {
        var rates = stretch.stream().map(ForkMoment::rate).filter(Double::isFinite).toList();
        var costs = stretch.stream().map(ForkMoment::cost).filter(Double::isFinite).toList();
        var parts = new ArrayList<String>();
        if (!rates.isEmpty()) {
            parts.add("did %s %% of its usual rate".formatted(range(rates)));
        }
        if (!costs.isEmpty()) {
            parts.add("needed %s %% of its usual CPU per request".formatted(range(costs)));
        }
        return Words.list(parts);
    }

    private static String range(List<Double> shares) {
        var all = shares.stream().mapToDouble(share -> 100 * share).summaryStatistics();
        var low = Math.round(all.getMin());
        var high = Math.round(all.getMax());
        return low == high ? Long.toString(low) : low + " to " + high;
    }
}
