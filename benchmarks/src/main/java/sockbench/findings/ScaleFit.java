package sockbench.findings;

import org.jspecify.annotations.Nullable;

import sockbench.models.ThreadLaw;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.stats.Slope;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a run measured of how one model scales, to be held against what the model claims.
///
/// @param threads what was counted for each number of connections, fork by fork; only where all of
///   them were answered
/// @param cost by how much each silent connection makes a request dearer for the server, in units
///   of the reference's request; null if that is not known
public record ScaleFit(List<Counted> threads, @Nullable Slope cost) {
    /// What 1,000 silent connections add at least if they are looked at, in requests of the
    /// reference. Looking takes ten times as long; what caches and memory add is a tenth of it.
    private static final double LOOKED_AT = 0.1;

    private static final double THOUSAND = 1_000;

    /// Threads of one fork.
    public record Counted(int connections, int threads) {}

    /// @param findings of a whole run
    public static ScaleFit of(String model, List<Finding> findings) {
        var ours =
                findings.stream().filter(finding -> finding.cell().model().equals(model)).toList();
        var costs =
                ours.stream()
                        .filter(finding -> finding.cell().question() == Question.NEIGHBOURS)
                        .filter(finding -> finding.metric() == Metric.SERVER_CPU)
                        .toList();
        return new ScaleFit(counted(ours), SilentSlope.of(costs));
    }

    private static List<Counted> counted(List<Finding> ours) {
        var cells = new LinkedHashMap<Cell, Map<Metric, Finding>>();
        for (var finding : ours) {
            if (finding.cell().question() == Question.SCALE) {
                cells.computeIfAbsent(finding.cell(), cell -> new EnumMap<>(Metric.class))
                        .put(finding.metric(), finding);
            }
        }
        var counted = new ArrayList<Counted>();
        cells.forEach((cell, numbers) -> {
            double all = cell.connections();
            var answered = forks(numbers, Metric.CONNECTIONS_ANSWERED);
            forks(numbers, Metric.SERVER_THREADS)
                    .forEach((fork, threads) -> {
                        if (answered.getOrDefault(fork, 0.0) == all) {
                            counted.add(new Counted(cell.connections(), (int) Math.round(threads)));
                        }
                    });
        });
        return counted;
    }

    private static Map<Integer, Double> forks(Map<Metric, Finding> numbers, Metric metric) {
        var finding = numbers.get(metric);
        return finding == null ? Map.of() : finding.forks();
    }

    /// What speaks against a claim, a line each; empty if nothing does.
    ///
    /// @param cpus of the server
    public List<String> against(ThreadLaw law, int cpus) {
        return threads.stream()
                .filter(point ->
                        Math.abs(point.threads() - law.threads(point.connections(), cpus))
                                > law.within())
                .map(point ->
                        "%d threads for %d connections, %s says %d"
                                .formatted(
                                        point.threads(),
                                        point.connections(),
                                        law,
                                        law.threads(point.connections(), cpus)))
                .toList();
    }

    /// What speaks against a claim; empty if nothing does, or if the interval is too wide to say.
    ///
    /// @param lookedAt whether silent connections are looked at
    public List<String> against(boolean lookedAt) {
        if (cost == null) {
            return List.of();
        }
        boolean grows = THOUSAND * cost.low() > LOOKED_AT;
        boolean stays = THOUSAND * cost.high() < LOOKED_AT;
        return (lookedAt ? stays : grows)
                ? List.of(
                        String.format(
                                Locale.ROOT,
                                "1,000 silent connections add %.3f to %.3f of a request, looked at"
                                        + " they would add %.1f or more",
                                THOUSAND * cost.low(),
                                THOUSAND * cost.high(),
                                LOOKED_AT))
                : List.of();
    }

    /// Whether the interval of the cost lies on one side.
    public boolean decidesCost() {
        return against(true).size() + against(false).size() > 0;
    }
}
