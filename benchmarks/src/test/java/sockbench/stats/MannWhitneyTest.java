package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.util.CombinatoricsUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

class MannWhitneyTest {
    /// Hollander and Wolfe, Nonparametric Statistical Methods, permeability of the human
    /// chorioamnion; the example of R's `wilcox.test`: W = 35, one-sided p = 0.1272.
    @Test
    void agreesWithHollanderAndWolfe() {
        double[] term = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
        double[] earlier = {1.15, 0.88, 0.90, 0.74, 1.21};

        assertThat(MannWhitney.p(term, earlier)).isCloseTo(2 * 0.1272, within(0.0001));
        assertThat(MannWhitney.p(earlier, term)).isCloseTo(2 * 0.1272, within(0.0001));
    }

    /// Tied values against the definition: every split of the mean ranks, one by one.
    @Test
    void agreesWithCountingEverySplitWhenValuesAreTied() {
        double[] a = {23, 21, 22, 14, 23, 19, 15};
        double[] b = {27, 27, 22, 21, 27, 19, 20, 31};

        assertThat(MannWhitney.p(a, b)).isCloseTo(countedP(a, b), within(1e-12));
    }

    @Test
    void seesNoDifferenceBetweenEqualValues() {
        assertThat(MannWhitney.p(new double[] {1, 1, 1}, new double[] {1, 1, 1})).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 3, 0.1", "4, 4, 0.0285714", "5, 5, 0.0079365", "10, 10, 0.0000108"})
    void cannotGoBelowWhatSeparateGroupsGive(int left, int right, double p) {
        var low = IntStream.range(0, left).asDoubleStream().toArray();
        var high = IntStream.range(100, 100 + right).asDoubleStream().toArray();

        assertThat(MannWhitney.p(low, high)).isCloseTo(p, within(1e-7));
        assertThat(MannWhitney.smallest(left, right)).isCloseTo(p, within(1e-7));
    }

    private static double countedP(double[] a, double[] b) {
        var all = DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
        var ranks = Arrays.stream(all).map(v -> meanRank(all, v)).toArray();
        var expected = a.length * (all.length + 1) / 2.0;
        var distance = Math.abs(Arrays.stream(ranks, 0, a.length).sum() - expected);
        var asFar = 0;
        var splits = CombinatoricsUtils.combinationsIterator(all.length, a.length);
        while (splits.hasNext()) {
            var sum = Arrays.stream(splits.next()).mapToDouble(i -> ranks[i]).sum();
            asFar += Math.abs(sum - expected) >= distance ? 1 : 0;
        }
        return asFar / CombinatoricsUtils.binomialCoefficientDouble(all.length, a.length);
    }

    private static double meanRank(double[] all, double value) {
        var below = Arrays.stream(all).filter(v -> v < value).count();
        var equal = Arrays.stream(all).filter(v -> v == value).count();
        return below + (equal + 1) / 2.0;
    }
}
