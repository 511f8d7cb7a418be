package sockbench.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Holm's correction: with it, the chance of even one false difference among all is at most 5 %.
///
/// Holm, A Simple Sequentially Rejective Multiple Test Procedure, 1979.
final class Holm {
    private Holm() {}

    /// @return adjusted p-values in the order given, each at most 1
    static double[] adjust(double... p) {
        var ascending =
                IntStream.range(0, p.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> p[i]))
                        .toList();
        var adjusted = new double[p.length];
        double highest = 0;
        for (int step = 0; step < p.length; step++) {
            int i = ascending.get(step);
            highest = Math.max(highest, Math.min(1, (p.length - step) * p[i]));
            adjusted[i] = highest;
        }
        return adjusted;
    }
}
