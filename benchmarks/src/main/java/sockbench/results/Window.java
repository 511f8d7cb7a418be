package sockbench.results;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// A stretch of load on one server that begins and ends with nothing outstanding, so its counts are
/// exact.
///
/// Blocks group windows that ran right after each other: one of each server of the fork, the
/// reference's among them. What is said of a subject is said by its window over the reference's
/// window of the same fork, conditions and block.
///
/// @param fork as in `forks.csv`
/// @param cell of the subject; for a reference window, the same conditions with the reference as
///   its model
/// @param block from 1, within the conditions
/// @param position from 1, within the block
/// @param values what is known; a field that the system does not offer is left out
public record Window(
        int fork, Cell cell, Arm arm, int block, int position, Map<WindowField, Double> values) {
    public Window {
        var known = new EnumMap<WindowField, Double>(WindowField.class);
        known.putAll(values);
        values = Collections.unmodifiableMap(known);
    }

    /// NaN if it is not known.
    public double value(WindowField field) {
        return values.getOrDefault(field, Double.NaN);
    }

    /// Whether somebody else had the generator's CPU for so long that its tail latencies say more
    /// about the machine than about the server.
    public boolean isPreempted() {
        return value(WindowField.GENERATOR_LONGEST_GAP_NS) > Limits.PREEMPTED.value() * 1e3;
    }
}
