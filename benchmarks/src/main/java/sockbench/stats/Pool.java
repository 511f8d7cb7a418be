package sockbench.stats;

import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.stat.StatUtils;

import java.util.Collection;

/// What the scatter of several models says about that of one. Few forks of one model say little
/// about their scatter: at three, Student's factor is 4.3 instead of 2. Models are not all alike
/// either, so one variance for all would be too small for some.
///
/// So each model's own variance is drawn towards a common one, by as much as the variances of all
/// models resemble each other (Smyth, Linear Models and Empirical Bayes Methods for Assessing
/// Differential Expression in Microarray Experiments, 2004, section 6.2):
///
///     variance = (common freedom × common variance + own freedom × own variance) / sum of freedoms
///
/// Where variances differ no more than chance lets them, the common one counts with all forks
/// together; where they differ a lot, it hardly counts. A model that scatters more than the common
/// variance by an F test keeps its own: at 25 %, because what matters is not to miss one (Bancroft,
/// Analysis and Inference for Incompletely Specified Models, 1964). So does a model of two forks:
/// simulated, variances of one degree of freedom say too little about how alike models are.
final class Pool {
    /// Fewer models say nothing about how alike models are.
    private static final int FEWEST_MODELS = 6;

    private static final int LEAST_OWN = 2;

    private static final double SIGNIFICANCE_OF_ONE = 0.25;
    private static final double LEAST_FREEDOM = 1e-3;
    private static final double EXACT = 1e-9;

    private final double variance;
    private final double freedom;

    private Pool(double variance, double freedom) {
        this.variance = variance;
        this.freedom = freedom;
    }

    static Pool of(Collection<LogMean> models) {
        var known =
                models.stream()
                        .filter(model -> model.freedom() >= LEAST_OWN && model.variance() > 0)
                        .toList();
        if (known.size() < FEWEST_MODELS) {
            return new Pool(0, 0);
        }
        double all = known.stream().mapToDouble(LogMean::freedom).sum();
        double[] logs = known.stream().mapToDouble(Pool::unbiasedLog).toArray();
        double chance =
                known.stream()
                        .mapToDouble(model -> Gamma.trigamma(model.freedom() / 2))
                        .average()
                        .orElseThrow();
        double freedom = 2 * inverseTrigamma(StatUtils.variance(logs) - chance, all / 2);
        double correction = Gamma.digamma(freedom / 2) - Math.log(freedom / 2);
        return new Pool(Math.exp(StatUtils.mean(logs) + correction), freedom);
    }

    /// With what is known of the others.
    ///
    /// @param model one of those pooled
    LogMean share(LogMean model) {
        boolean tooFew = model.freedom() > 0 && model.freedom() < LEAST_OWN;
        if (freedom == 0 || tooFew || scattersMore(model)) {
            return model;
        }
        double own = model.freedom() == 0 ? 0 : model.freedom() * model.variance();
        double both = freedom + model.freedom();
        return model.sharing((freedom * variance + own) / both, both);
    }

    private boolean scattersMore(LogMean model) {
        if (model.freedom() == 0) {
            return false;
        }
        var f = new FDistribution(null, model.freedom(), freedom);
        return 1 - f.cumulativeProbability(model.variance() / variance) < SIGNIFICANCE_OF_ONE;
    }

    /// The logarithm of a variance, without what its own few degrees of freedom make it too small.
    private static double unbiasedLog(LogMean model) {
        double half = model.freedom() / 2;
        return Math.log(model.variance()) - Gamma.digamma(half) + Math.log(half);
    }

    /// Trigamma falls, so it is found by halving.
    ///
    /// @param value 0 or less has no inverse: then `most`
    private static double inverseTrigamma(double value, double most) {
        double low = LEAST_FREEDOM / 2;
        double high = most;
        if (value <= Gamma.trigamma(high)) {
            return high;
        }
        while (high / low > 1 + EXACT) {
            double middle = Math.sqrt(low * high);
            if (Gamma.trigamma(middle) > value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
