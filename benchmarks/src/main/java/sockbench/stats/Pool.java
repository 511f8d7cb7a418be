package sockbench.stats;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.FDistribution;

import java.util.Collection;
import java.util.List;

/// The variance that the forks of several models share, where nothing speaks against it.
///
/// Few forks of one model say little about their scatter: at four, Student's factor is 3.2 instead
/// of 2. Forks of six such models together know it with 18 degrees of freedom.
///
/// Two tests guard it. Bartlett's, at 5 %, refuses to pool at all; where values are not normal it
/// refuses too often, which only costs width. And a model whose own variance is larger than that of
/// the others by an F test keeps its own: at 25 %, because what matters is not to miss one
/// (Bancroft, Analysis and Inference for Incompletely Specified Models, 1964).
final class Pool {
    private static final double SIGNIFICANCE_OF_ONE = 0.25;

    private final double squares;
    private final double freedom;
    private final boolean isRefused;

    private Pool(double squares, double freedom, boolean isRefused) {
        this.squares = squares;
        this.freedom = freedom;
        this.isRefused = isRefused;
    }

    static Pool of(Collection<LogMean> models) {
        var known = models.stream().filter(model -> model.freedom() > 0).toList();
        var squares = known.stream().mapToDouble(Pool::squares).sum();
        var freedom = known.stream().mapToDouble(LogMean::freedom).sum();
        var refused = known.size() < 2 || bartlett(known, squares / freedom) < 0.05;
        return new Pool(squares, freedom, refused);
    }

    /// With the shared variance if it may have it, otherwise as it is.
    ///
    /// @param model one of those pooled
    LogMean share(LogMean model) {
        return isRefused || scattersMore(model) ? model : model.sharing(squares / freedom, freedom);
    }

    private boolean scattersMore(LogMean model) {
        if (model.freedom() == 0) {
            return false;
        }
        var others = freedom - model.freedom();
        var variance = (squares - squares(model)) / others;
        if (model.variance() == 0 || !(variance > 0)) {
            return model.variance() > 0;
        }
        var f = new FDistribution(null, model.freedom(), others);
        return 1 - f.cumulativeProbability(model.variance() / variance) < SIGNIFICANCE_OF_ONE;
    }

    private static double squares(LogMean model) {
        return model.freedom() * model.variance();
    }

    /// The p-value of "all have this variance" (Bartlett, Properties of Sufficiency and Statistical
    /// Tests, 1937).
    private static double bartlett(List<LogMean> models, double variance) {
        if (models.stream().anyMatch(model -> model.variance() == 0)) {
            return variance == 0 ? 1 : 0;
        }
        double freedom = 0;
        double inverses = 0;
        double statistic = 0;
        for (var model : models) {
            freedom += model.freedom();
            inverses += 1 / model.freedom();
            statistic += model.freedom() * Math.log(variance / model.variance());
        }
        var groups = models.size() - 1;
        var correction = 1 + (inverses - 1 / freedom) / (3 * groups);
        return 1
                - new ChiSquaredDistribution(null, groups)
                        .cumulativeProbability(statistic / correction);
    }
}
