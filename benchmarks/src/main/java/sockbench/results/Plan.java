package sockbench.results;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/// What a run set out to do; written before the first fork and again when a later phase is planned.
///
/// @param run name of the run directory
/// @param reference the model that everything is measured against
/// @param goal relative half-width of the ratio's interval at which a cell has forks enough, e.g.
///   0.02
/// @param stopped why no further forks were run; empty while the run goes on
/// @param seed of the order of cells, of schedules and of payloads
/// @param options as the user gave them
/// @param command what reproduces the run
public record Plan(
        String run,
        String profile,
        String reference,
        double goal,
        String stopped,
        long seed,
        List<PlannedCell> cells,
        Map<String, String> options,
        String command) {
    public Plan {
        requireNonNull(run, "run");
        requireNonNull(profile, "profile");
        requireNonNull(reference, "reference");
        requireNonNull(stopped, "stopped");
        requireNonNull(cells, "cells");
        requireNonNull(options, "options");
        requireNonNull(command, "command");
    }

    /// @param rounds how often it runs, each time in another fork; 0 if it cannot
    /// @param unavailable why it cannot run here; empty if it can
    public record PlannedCell(Cell cell, int rounds, String unavailable) {
        public static PlannedCell available(Cell cell, int rounds) {
            return new PlannedCell(cell, rounds, "");
        }

        public static PlannedCell unavailable(Cell cell, String reason) {
            return new PlannedCell(cell, 0, reason);
        }

        public boolean isAvailable() {
            return unavailable.isEmpty();
        }
    }

    /// How often `cell` was to run; 0 if it is not planned or cannot run here.
    public int rounds(Cell cell) {
        return cells.stream()
                .filter(planned -> planned.cell().equals(cell))
                .mapToInt(PlannedCell::rounds)
                .findFirst()
                .orElse(0);
    }

    /// How many forks most cells have: the smallest and the largest number, e.g. `5 to 8`.
    public String roundsInWords() {
        var rounds =
                cells.stream()
                        .filter(PlannedCell::isAvailable)
                        .mapToInt(PlannedCell::rounds)
                        .summaryStatistics();
        if (rounds.getCount() == 0) {
            return "0";
        }
        return rounds.getMin() == rounds.getMax()
                ? Integer.toString(rounds.getMax())
                : rounds.getMin() + " to " + rounds.getMax();
    }
}
