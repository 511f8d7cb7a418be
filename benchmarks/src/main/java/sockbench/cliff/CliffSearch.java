package sockbench.cliff;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/// Doubles the number of connections until something breaks, then halves what is between the
/// largest number that kept the objective and the smallest that did not. Where a server holds some
/// of those it was asked for, that number comes next, once.
final class CliffSearch {
    /// One number of connections.
    interface Trial {
        CliffStep at(int connections) throws IOException;
    }

    private final int most;
    private final double precision;
    private int kept;
    private int broken;
    private @Nullable CliffStep breaking;

    /// A server that holds less each time would be followed for ever.
    private boolean believed;

    /// @param precision see [CliffPlan]
    CliffSearch(int most, double precision) {
        this.most = most;
        this.precision = precision;
    }

    /// @param timeIsUp asked before each trial
    Cliff run(Trial trial, BooleanSupplier timeIsUp) throws IOException {
        int next = CliffPlan.FIRST;
        while (next > 0 && !timeIsUp.getAsBoolean()) {
            var step = trial.at(next);
            if (step.isKept()) {
                kept = next;
            } else {
                breaking = step;
                broken = Math.clamp(step.answered() + 1L, kept + 1, next);
            }
            next = next();
        }
        return new Cliff(kept, broken, breaking, next > 0);
    }

    /// 0 if there is nothing left to try.
    private int next() {
        if (breaking == null) {
            return kept == most ? 0 : Math.min(2 * kept, most);
        }
        int gap = broken - kept;
        if (kept == 0 || gap <= Math.max(1, precision * kept)) {
            return 0;
        }
        boolean holdsOneLess =
                breaking.limit() == CliffLimit.SERVER && breaking.answered() == broken - 1;
        if (holdsOneLess && !believed) {
            believed = true;
            return broken - 1;
        }
        return kept + gap / 2;
    }
}
