package sockbench.results;

import java.util.List;
import java.util.Map;

/// What a run set out to do; written before the first fork and again when a later phase is planned.
///
/// @param run name of the run directory
/// @param seed of the order of cells, of schedules and of payloads
/// @param rounds how often every available cell runs
/// @param options as the user gave them
/// @param command what reproduces the run
public record Plan(
        String run,
        String profile,
        long seed,
        int rounds,
        List<PlannedCell> cells,
        Map<String, String> options,
        String command) {
    /// @param unavailable why it cannot run here; empty if it can
    public record PlannedCell(Cell cell, String unavailable) {
        public boolean isAvailable() {
            return unavailable.isEmpty();
        }
    }
}
