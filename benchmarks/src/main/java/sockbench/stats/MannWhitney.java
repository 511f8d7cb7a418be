package sockbench.stats;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/// The exact two-sided Mann–Whitney test: how often a random split of the same values into two
/// groups puts their ranks as far apart as they are. Tied values share their mean rank.
final class MannWhitney {
    private MannWhitney() {}

    /// @param a at least one value
    /// @param b at least one value
    static double p(double[] a, double[] b) {
        var ranks = doubledRanks(DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray());
        var sum = Arrays.stream(ranks, 0, a.length).sum();
        var splits = splitsByRankSum(ranks, a.length);

        // The expected doubled rank sum. Doubled ranks are whole numbers, so nothing is rounded.
        var expected = (long) a.length * (ranks.length + 1);
        var distance = Math.abs(sum - expected);
        double all = 0;
        double asFar = 0;
        for (int s = 0; s < splits.length; s++) {
            all += splits[s];
            if (Math.abs(s - expected) >= distance) {
                asFar += splits[s];
            }
        }
        return asFar / all;
    }

    /// The p-value when the groups do not overlap at all: no data can give a smaller one.
    static double smallest(int a, int b) {
        double splits = 1;
        for (int i = 1; i <= a; i++) {
            splits = splits * (b + i) / i;
        }
        return Math.min(1, 2 / splits);
    }

    /// Twice the rank of each value, so that the mean rank of ties is a whole number too.
    private static int[] doubledRanks(double[] values) {
        return Arrays.stream(values)
                .mapToInt(value -> {
                    var below = Arrays.stream(values).filter(v -> v < value).count();
                    var equal = Arrays.stream(values).filter(v -> v == value).count();
                    return Math.toIntExact(2 * below + equal + 1);
                })
                .toArray();
    }

    /// How many choices of `size` ranks have each sum: one rank is added after the other.
    private static double[] splitsByRankSum(int[] ranks, int size) {
        var highest = Arrays.stream(ranks).sum();
        var splits = new double[size + 1][highest + 1];
        splits[0][0] = 1;
        for (int rank : ranks) {
            for (int chosen = size; chosen > 0; chosen--) {
                for (int sum = highest; sum >= rank; sum--) {
                    splits[chosen][sum] += splits[chosen - 1][sum - rank];
                }
            }
        }
        return splits[size];
    }
}
