package sockbench.stats;

import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

import java.util.Arrays;

/// Mean, spread and middle of a sample.
final class Moments {
    private Moments() {}

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /// The square root of the unbiased variance; 0 for a single value.
    static double deviation(double[] values) {
        return new StandardDeviation().evaluate(values);
    }

    static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var upper = sorted[values.length / 2];
        return values.length % 2 == 1 ? upper : (sorted[values.length / 2 - 1] + upper) / 2;
    }
}
