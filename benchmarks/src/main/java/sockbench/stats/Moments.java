package sockbench.stats;

import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.apache.commons.math3.stat.descriptive.rank.Median;

import java.util.Arrays;

/// Mean, spread and middle of a sample.
final class Moments {
    private Moments() {}

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /// The square root of the unbiased variance; 0 for a single value.
    static double deviation(double[] values) {
        return new StandardDeviation().evaluate(values);
    }

    static double median(double[] values) {
        return new Median().evaluate(values);
    }
}
