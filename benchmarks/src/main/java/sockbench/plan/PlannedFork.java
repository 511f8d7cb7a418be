package sockbench.plan;

import sockbench.results.Cell;
import sockbench.results.Question;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// What one fork will measure.
public record PlannedFork(QuestionKind kind, List<Stage> stages, Effort effort) {
    /// Start of the JVMs, connecting, JMH's own protocol and the end: seen on two cores.
    private static final Duration OVERHEAD = Duration.ofSeconds(5);

    /// What a server usually needs to become steady, in rotation with others.
    private static final Duration WARM_UP = Duration.ofMillis(1100);

    /// Between two windows.
    private static final int PAUSE_MILLIS = 4;

    private static final int HOLDING_MILLIS = 600;
    private static final int PER_MILLI = 10;

    public List<Cell> cells() {
        return stages.stream().flatMap(stage -> stage.cells().stream()).toList();
    }

    /// Windows of subjects, which are JMH's iterations.
    public int iterations() {
        return stages.stream().mapToInt(stage -> stage.cells().size() * stage.blocks()).sum();
    }

    public Duration expected() {
        long millis =
                stages.stream()
                        .mapToLong(stage ->
                                (long) stage.windows()
                                        * stage.blocks()
                                        * millis(stage.conditions()))
                        .sum();
        return OVERHEAD.plus(WARM_UP.multipliedBy(models().size() + 1L))
                .plusMillis(millis)
                .plusMillis(opening());
    }

    /// A lead takes about as long as each connection's first answer.
    private long millis(Cell cell) {
        int lead =
                cell.question().hasLead()
                        ? Math.max(effort.leadMillis(cell), effort.windowMillis(cell) / 2)
                        : 0;
        return (long) effort.windowMillis(cell) + lead + PAUSE_MILLIS;
    }

    /// To open more and more connections to one server, and to ask all of them each time.
    private long opening() {
        return kind != QuestionKind.SCALE
                ? 0
                : stages.stream()
                        .map(Stage::conditions)
                        .filter(cell -> cell.question() == Question.SCALE)
                        .mapToLong(cell -> HOLDING_MILLIS + cell.connections() / PER_MILLI)
                        .sum();
    }

    private List<String> models() {
        return cells().stream().map(Cell::model).distinct().toList();
    }

    @Override
    public String toString() {
        var questions =
                stages.stream()
                        .map(stage -> stage.conditions().question().id())
                        .distinct()
                        .collect(Collectors.joining(", "));
        return "%s of %s".formatted(questions, String.join(", ", models()));
    }
}
