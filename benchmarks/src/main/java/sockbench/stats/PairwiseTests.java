package sockbench.stats;

import sockbench.stats.Comparison.ModelPair;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Several models under the same conditions, seen through one metric. All that is said about them
/// side by side comes from one family of comparisons: every pair once.
public final class PairwiseTests {
    private final Map<String, LogMean> models;
    private final List<Comparison> comparisons;

    private PairwiseTests(Map<String, LogMean> models) {
        this.models = models;
        this.comparisons = Comparison.of(pairs());
    }

    /// @param logs name to one logarithm per fork, at least one each
    public static PairwiseTests of(Map<String, double[]> logs) {
        var alone = new LinkedHashMap<String, LogMean>();
        logs.forEach((name, forks) -> alone.put(name, LogMean.of(forks)));
        var pool = Pool.of(alone.values());
        var models = new LinkedHashMap<String, LogMean>();
        alone.forEach((name, mean) -> models.put(name, pool.share(mean)));
        return new PairwiseTests(models);
    }

    /// Of one model, with the variance of all if it may be pooled.
    public Ratio ratio(String name) {
        return Ratio.of(model(name), Estimate.CONFIDENCE);
    }

    /// All pairs, each the lower estimate over the higher one.
    public List<Comparison> comparisons() {
        return comparisons;
    }

    /// One of the comparisons, turned as asked for.
    public Comparison compare(String left, String right) {
        var comparison =
                comparisons.stream()
                        .filter(candidate -> candidate.isBetween(left, right))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "there is no pair %s and %s, only %s have forks here"
                                                .formatted(left, right, models.keySet())));
        return comparison.left().equals(left) ? comparison : comparison.inverse();
    }

    public Ranks rank(boolean higherIsBetter) {
        return rank(models.keySet(), higherIsBetter);
    }

    /// Some of the models only, by the comparisons of all.
    public Ranks rank(Collection<String> among, boolean higherIsBetter) {
        var names = ordered().stream().filter(among::contains).toList();
        return Ranks.of(higherIsBetter ? names.reversed() : names, this);
    }

    /// Lowest first. Equal ones are in the order of the alphabet, so that the same forks always
    /// give the same page.
    private List<String> ordered() {
        return models.keySet().stream()
                .sorted(
                        Comparator.<String>comparingDouble(name -> model(name).mean())
                                .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private List<ModelPair> pairs() {
        var names = ordered();
        var pairs = new ArrayList<ModelPair>();
        for (int lower = 0; lower < names.size(); lower++) {
            for (int higher = lower + 1; higher < names.size(); higher++) {
                pairs.add(pair(names.get(lower), names.get(higher)));
            }
        }
        return pairs;
    }

    private ModelPair pair(String left, String right) {
        return new ModelPair(left, right, model(left), model(right));
    }

    private LogMean model(String name) {
        var model = models.get(name);
        if (model == null) {
            throw new IllegalArgumentException(
                    "%s has no forks here, only %s have".formatted(name, models.keySet()));
        }
        return model;
    }
}
