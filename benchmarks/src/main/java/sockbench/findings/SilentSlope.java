package sockbench.findings;

import org.jspecify.annotations.Nullable;

import sockbench.stats.Slope;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// How much dearer a number becomes with each connection that is silent beside the busy ones.
public final class SilentSlope {
    private SilentSlope() {}

    /// In units of the reference for each connection. Null if no fork has two numbers of
    /// connections.
    ///
    /// @param levels of one model and one metric, for several numbers of connections
    public static @Nullable Slope of(Collection<Finding> levels) {
        var forks = new TreeMap<Integer, Map<Integer, Double>>();
        for (var finding : levels) {
            if (finding.isPaired()) {
                finding.ratios()
                        .forEach((fork, ratio) ->
                                forks.computeIfAbsent(fork, first -> new TreeMap<>())
                                        .put(finding.cell().connections(), ratio));
            }
        }
        return forks.values().stream().anyMatch(points -> points.size() > 1)
                ? Slope.of(forks.values())
                : null;
    }
}
