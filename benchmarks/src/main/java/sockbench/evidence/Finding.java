package sockbench.evidence;

import org.jspecify.annotations.Nullable;

import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Verdict;
import sockbench.stats.Estimate;

import java.util.SortedMap;

/// One number of one cell: what it is, how sure it is, and what it is worth.
///
/// @param estimate null if there is none, or if there is and it must not be shown
/// @param forks number of each fork it rests on, as in `samples.csv`, to that fork's value
/// @param reason one line; empty if valid
/// @param id for citations; the same for the same run, cell and metric
public record Finding(
        Cell cell,
        Metric metric,
        @Nullable Estimate estimate,
        SortedMap<Integer, Double> forks,
        Verdict verdict,
        String reason,
        String id) {
    /// The number of forks.
    public int n() {
        return forks.size();
    }

    public boolean isCitable() {
        return verdict == Verdict.VALID && estimate != null;
    }

    /// One per fork, in the order of execution.
    public double[] values() {
        return forks.values().stream().mapToDouble(value -> value).toArray();
    }
}
