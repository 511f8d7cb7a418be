package sockbench.run;

import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.RunDirectory;
import sockbench.results.RunRepair;
import sockbench.results.Verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a run had measured before it was killed; nothing for a run that begins.
public final class EarlierPart {
    private final List<PlannedCell> plan;
    private final List<Fork> forks;
    private final Map<Cell, Long> counts;

    private EarlierPart(List<PlannedCell> plan, List<Fork> forks) {
        this.plan = plan;
        this.forks = forks;
        this.counts =
                forks.stream().collect(Collectors.groupingBy(Fork::cell, Collectors.counting()));
    }

    /// That of a run that begins.
    public static EarlierPart none() {
        return new EarlierPart(List.of(), List.of());
    }

    /// Reads and repairs a run that did not come to its end.
    ///
    /// @throws IllegalArgumentException in one line if it did, or cannot be gone on with
    public static EarlierPart of(RunDirectory run) throws IOException {
        if (Files.exists(run.file("manifest.json"))) {
            throw new IllegalArgumentException(
                    run.path() + " is complete: there is nothing to resume");
        }
        var plan = run.plan();
        if (plan.cells().stream().anyMatch(cell -> cell.cell().model().equals(Cell.UNCHANGED))) {
            throw new IllegalArgumentException(
                    run.path() + " compares two builds: only a run of bench can be resumed");
        }
        new RunRepair(run).repair();
        return new EarlierPart(plan.cells(), run.forks());
    }

    boolean isEmpty() {
        return plan.isEmpty();
    }

    /// The cells that were planned, each with the forks it has.
    List<PlannedCell> plan() {
        return plan.stream()
                .map(planned ->
                        planned.isAvailable()
                                ? PlannedCell.available(planned.cell(), (int) forks(planned.cell()))
                                : planned)
                .toList();
    }

    /// The number of the last fork; 0 if there is none.
    int lastFork() {
        return forks.stream().mapToInt(Fork::number).max().orElse(0);
    }

    int failedForks() {
        Set<Integer> failed = new HashSet<>();
        forks.stream()
                .filter(fork -> fork.outcome() == Verdict.FAILED)
                .forEach(fork -> failed.add(fork.number()));
        return failed.size();
    }

    /// The round that some of these cells had come to; 0 if none was measured.
    int round(List<Cell> cells) {
        return ofCells(cells).stream().mapToInt(Fork::round).max().orElse(0);
    }

    /// Those of the cells that have fewer than so many forks.
    List<Cell> owed(List<Cell> cells, int forks) {
        return cells.stream().filter(cell -> forks(cell) < forks).toList();
    }

    /// How long the forks of these cells took.
    Duration spent(List<Cell> cells) {
        var seconds =
                ofCells(cells).stream()
                        .collect(Collectors.toMap(Fork::number, Fork::seconds, Math::max));
        double sum = seconds.values().stream().mapToDouble(one -> one).sum();
        return Duration.ofMillis(Math.round(1000 * sum));
    }

    private List<Fork> ofCells(List<Cell> cells) {
        return forks.stream().filter(fork -> cells.contains(fork.cell())).toList();
    }

    private long forks(Cell cell) {
        return counts.getOrDefault(cell, 0L);
    }
}
