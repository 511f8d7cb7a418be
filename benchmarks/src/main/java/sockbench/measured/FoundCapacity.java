package sockbench.measured;

import sockbench.results.Limits;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Window;
import sockbench.results.WindowField;
import sockbench.stats.Crossing;
import sockbench.stats.Crossing.CrossingKind;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The capacity of one server: where its p99 response time, over the rates that its windows
/// offered, crosses the objective.
final class FoundCapacity {
    /// Windows at the lowest rates say what the server does when nothing waits.
    private static final int UNLOADED = 4;

    /// Rates above the capacity that say what ended it.
    private static final double JUST_ABOVE = 1.15;

    private FoundCapacity() {}

    /// Capacity, objective, and whether the generator may have been the limit; nothing for another
    /// question, or without windows.
    static Map<Metric, Double> of(Collection<Window> windows) {
        var values = new EnumMap<Metric, Double>(Metric.class);
        var known =
                windows.stream()
                        .filter(window -> window.cell().question() == Question.CAPACITY)
                        .filter(window -> window.value(WindowField.RESPONSE_P99_US) > 0)
                        .sorted(Comparator.comparingDouble(FoundCapacity::offered))
                        .toList();
        if (known.isEmpty()) {
            return values;
        }
        double objective = objective(known);
        var crossing =
                Crossing.of(
                        known.stream()
                                .map(window ->
                                        new Crossing.RateLatency(offered(window), p99(window)))
                                .toList(),
                        objective);
        values.put(Metric.OBJECTIVE_P99, objective);
        if (crossing.kind() != CrossingKind.ABOVE_THROUGHOUT) {
            values.put(Metric.CAPACITY_PER_SECOND, crossing.rate());
            values.put(Metric.CAPACITY_IS_BOUND, isBound(known, crossing) ? 1.0 : 0.0);
        }
        return values;
    }

    private static double objective(List<Window> byRate) {
        double unloaded =
                byRate.stream()
                        .limit(UNLOADED)
                        .mapToDouble(window -> window.value(WindowField.RESPONSE_P50_US))
                        .min()
                        .orElseThrow();
        return Math.max(Limits.OBJECTIVE_FLOOR.value(), Limits.OBJECTIVE_FACTOR.value() * unloaded);
    }

    /// Either no rate broke the objective, or at those that did the generator was late itself.
    private static boolean isBound(List<Window> byRate, Crossing crossing) {
        var above =
                byRate.stream()
                        .filter(window -> offered(window) >= crossing.rate())
                        .filter(window -> offered(window) <= JUST_ABOVE * crossing.rate())
                        .toList();
        long late = above.stream().filter(FoundCapacity::isLate).count();
        return crossing.kind() == CrossingKind.NOT_REACHED || 2 * late > above.size();
    }

    /// Most of the response time of its slowest requests passed before they were sent.
    private static boolean isLate(Window window) {
        return window.value(WindowField.LAG_P99_US) > 0.5 * p99(window);
    }

    private static double offered(Window window) {
        return window.value(WindowField.OFFERED) / window.value(WindowField.WALL_NS) * 1e9;
    }

    private static double p99(Window window) {
        return window.value(WindowField.RESPONSE_P99_US);
    }
}
