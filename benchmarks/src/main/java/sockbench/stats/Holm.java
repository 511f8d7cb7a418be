package sockbench.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Holm's correction: with it, the chance of even one false difference among all is at most 5 %.
///
/// Holm, A Simple Sequentially Rejective Multiple Test Procedure, 1979.
final class Holm {
    private Holm() {}

    /// By what each p-value has to be multiplied, in the order given: between 1 and their number. A
    /// product above 1 means 1.
    static double[] factors(double... p) {
        var ascending =
                IntStream.range(0, p.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> p[i]))
                        .toList();
        var factors = new double[p.length];
        double highest = 0;
        for (int step = 0; step < p.length; step++) {
            int i = ascending.get(step);
            highest = Math.max(highest, (p.length - step) * p[i]);
            factors[i] = p[i] == 0 ? p.length - step : highest / p[i];
        }
        return factors;
    }
}
