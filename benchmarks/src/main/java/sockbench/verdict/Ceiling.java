package sockbench.verdict;

import sockbench.measured.ForkValues;
import sockbench.measured.RecordedRun;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.Question;
import sockbench.results.ServerKind;
import sockbench.stats.Comparison;
import sockbench.stats.Estimate.Center;
import sockbench.stats.PairwiseTests;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// What the generator reached against the null server under some conditions.
///
/// @param forks of the null server's cell; empty if it was not measured
public record Ceiling(ForkValues forks) {
    static final Ceiling UNKNOWN = new Ceiling(new ForkValues(Collections.emptySortedMap()));

    /// The rate of a cell as a share of the null server's; empty if one of them is unknown.
    public static OptionalDouble share(RecordedRun run, Cell cell) {
        return of(run, cell).share(cell, new ForkValues(run.measured().forks(cell)));
    }

    /// With as many connections and as large bodies as `cell`. The null server is not measured with
    /// the generator's other transport, nor with connections that come and go.
    static Ceiling of(RecordedRun run, Cell cell) {
        return nullServers(run)
                .filter(ceiling -> isAlike(ceiling, cell))
                .filter(ceiling -> cell.question() != Question.NIO_GENERATOR)
                .filter(ceiling -> !cell.question().isChurn())
                .findFirst()
                .map(ceiling -> new Ceiling(new ForkValues(run.measured().forks(ceiling))))
                .orElse(UNKNOWN);
    }

    /// The rate of a cell as a share of the null server's: by the ratios of both to the reference
    /// in a closed loop, where both were measured beside it. Empty if one of them is unknown.
    OptionalDouble share(Cell cell, ForkValues subject) {
        var ratios = subject.ratios(Metric.REQUESTS_PER_SECOND).values();
        var nullRatios = forks.ratios(Metric.REQUESTS_PER_SECOND).values();
        if (!cell.loop().isOpen() && !ratios.isEmpty() && !nullRatios.isEmpty()) {
            return OptionalDouble.of(
                    Center.GEOMETRIC.of(array(ratios)) / Center.GEOMETRIC.of(array(nullRatios)));
        }
        var rate = subject.median(Metric.REQUESTS_PER_SECOND);
        var limit = forks.median(Metric.REQUESTS_PER_SECOND);
        return rate.isEmpty() || limit.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(rate.getAsDouble() / limit.getAsDouble());
    }

    /// Models that are faster than the null server: then it is no ceiling. One line each; empty if
    /// there are none. One connection is exempt: there, both ends sleep between requests.
    public static List<String> doubts(RecordedRun run) {
        return nullServers(run)
                .filter(ceiling -> ceiling.connections() > 1)
                .flatMap(ceiling -> doubts(run, ceiling))
                .toList();
    }

    private static Stream<String> doubts(RecordedRun run, Cell ceiling) {
        var logs = new LinkedHashMap<String, double[]>();
        add(logs, run, ceiling);
        run.plan().cells().stream()
                .map(PlannedCell::cell)
                .filter(cell -> cell.question() == Question.THROUGHPUT && cell.threads() == 0)
                .filter(cell -> isAlike(ceiling, cell))
                .forEach(cell -> add(logs, run, cell));
        if (!logs.containsKey(Cell.NULL_SERVER)) {
            return Stream.empty();
        }
        var test = PairwiseTests.of(logs);
        return logs.keySet().stream()
                .filter(model -> ServerKind.of(model) != ServerKind.CEILING)
                .map(model -> test.compare(model, Cell.NULL_SERVER))
                .filter(comparison -> comparison.isDifferent() && comparison.ratio().value() > 1)
                .map(comparison -> doubt(comparison, ceiling));
    }

    private static String doubt(Comparison comparison, Cell ceiling) {
        return String.format(
                Locale.ROOT,
                "The ceiling is wrong with %d connections and %d-byte bodies: %s completes %.2f"
                        + " × the requests of the null server",
                ceiling.connections(),
                ceiling.bodyBytes(),
                comparison.left(),
                comparison.ratio().value());
    }

    private static void add(Map<String, double[]> logs, RecordedRun run, Cell cell) {
        var ratios = new ForkValues(run.measured().forks(cell)).ratios(Metric.REQUESTS_PER_SECOND);
        if (!ratios.isEmpty()) {
            logs.put(cell.model(), ratios.values().stream().mapToDouble(Math::log).toArray());
        }
    }

    private static Stream<Cell> nullServers(RecordedRun run) {
        return run.plan().cells().stream()
                .map(PlannedCell::cell)
                .filter(cell -> cell.question() == Question.CEILING);
    }

    private static boolean isAlike(Cell one, Cell other) {
        return one.connections() == other.connections() && one.bodyBytes() == other.bodyBytes();
    }

    private static double[] array(Iterable<Double> values) {
        var list = new ArrayList<Double>();
        values.forEach(list::add);
        return list.stream().mapToDouble(value -> value).toArray();
    }
}
