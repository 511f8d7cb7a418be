package sockbench.stats;

import sockbench.stats.Comparison.Pair;
import sockbench.stats.Estimate.Center;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Several models under the same conditions, seen through one metric.
///
/// @param forks name to one value per fork, at least one
/// @param floor the noise that a difference has to exceed
/// @param seed of the bootstrap
public record Contest(Map<String, double[]> forks, Center center, NoiseFloor floor, long seed) {
    /// Compares pairs that are shown together.
    ///
    /// @param pairs names, two each: left over right
    public List<Comparison> compare(List<List<String>> pairs) {
        return Comparison.of(pairs.stream().map(pair -> pair(pair.get(0), pair.get(1))).toList());
    }

    public Ranks rank(boolean higherIsBetter) {
        return Ranks.of(this, higherIsBetter);
    }

    /// Names, best first. Equal ones are in the order of the alphabet, so that the same forks
    /// always give the same page.
    List<String> ordered(boolean higherIsBetter) {
        Comparator<String> lowest = Comparator.comparingDouble(name -> center.of(forksOf(name)));
        return forks.keySet().stream()
                .sorted(
                        (higherIsBetter ? lowest.reversed() : lowest)
                                .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private Pair pair(String left, String right) {
        return new Pair(left, right, Ratio.of(center, forksOf(left), forksOf(right), seed), floor);
    }

    private double[] forksOf(String name) {
        var values = forks.get(name);
        if (values == null) {
            throw new IllegalArgumentException(
                    "%s has no forks here, only %s have".formatted(name, forks.keySet()));
        }
        return values;
    }
}
