package sockbench.bench;

import sockbench.results.Cell;
import sockbench.results.Question;

import java.util.List;
import java.util.Locale;

/// How much effort a run makes: which questions and parameters, how many rounds, how long each
/// fork.
public enum Profile {
    /// Does everything work? Its numbers are worth nothing.
    SMOKE,
    /// A first look over coffee.
    QUICK,
    /// Numbers to cite, with capacity and load curves.
    STANDARD,
    /// All parameters, ten replicates: overnight.
    FULL;

    /// Of a second, with 64 connections or fewer.
    private static final int WINDOWS = 20;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Forks per cell. Eight are what it takes to rank twenty models against each other: with fewer
    /// no difference can be significant once it is corrected for all pairs. The median of a latency
    /// has an interval of 95 % from six on, a mean from any number.
    public int rounds(Question question) {
        return switch (this) {
            case SMOKE -> 1;
            case QUICK -> 3;
            case STANDARD ->
                    switch (question) {
                        case THROUGHPUT, CEILING -> 8;
                        case ROUND_TRIP, LOAD_CURVE -> 6;
                        case CAPACITY -> 5;
                        case IDLE -> 3;
                    };
            case FULL -> 10;
        };
    }

    public List<Question> questions() {
        return switch (this) {
            case SMOKE, QUICK -> List.of(Question.THROUGHPUT, Question.ROUND_TRIP);
            case STANDARD, FULL ->
                    List.of(
                            Question.THROUGHPUT,
                            Question.ROUND_TRIP,
                            Question.CAPACITY,
                            Question.LOAD_CURVE,
                            Question.IDLE);
        };
    }

    public List<Integer> connections() {
        return switch (this) {
            case SMOKE -> List.of(8);
            case QUICK, STANDARD -> List.of(64);
            case FULL -> List.of(1, 16, 64, 256, 1024);
        };
    }

    public List<Integer> bodyBytes() {
        return switch (this) {
            case SMOKE, QUICK, STANDARD -> List.of(64);
            case FULL -> List.of(16, 64, 1024, 16_384);
        };
    }

    /// Thread budgets; 0 is each model's natural number.
    public List<Integer> threads() {
        return switch (this) {
            case SMOKE, QUICK -> List.of(0);
            case STANDARD, FULL -> List.of(0, 2);
        };
    }

    /// For a search, an iteration is one rate that is tried; for a load curve, iterations are those
    /// at each rate. The limits of the warm-up are for the slowest models, which compile for
    /// seconds on one CPU, and for machines that are disturbed; most are steady after two.
    ///
    /// `STANDARD` and `FULL` cut a throughput into equal windows, so that runs of both can be
    /// compared by the least of them.
    Effort effort(Cell cell) {
        var question = cell.question();
        return switch (this) {
            case SMOKE -> Effort.millis(300, 1, 200);
            case QUICK ->
                    question == Question.ROUND_TRIP
                            ? Effort.millis(3000, 2, 250)
                            : Effort.millis(6000, 2, 300);
            case STANDARD ->
                    switch (question) {
                        case CAPACITY -> Effort.millis(15_000, 16, 500);
                        case IDLE -> Effort.millis(8000, 1, 1000);
                        case LOAD_CURVE -> Effort.millis(15_000, 1, 1000);
                        case THROUGHPUT -> Effort.millis(8000, 4, 1000).withWindows(windows(cell));
                        default -> Effort.millis(8000, 2, 300);
                    };
            case FULL ->
                    switch (question) {
                        case CAPACITY -> Effort.millis(12_000, 20, 1000);
                        case IDLE -> Effort.millis(12_000, 1, 5000);
                        case THROUGHPUT ->
                                Effort.millis(12_000, 4, 1000).withWindows(windows(cell));
                        default -> Effort.millis(12_000, 5, 1000);
                    };
        };
    }

    /// As many of a second as leave a connection some dozens of requests in each: at the ends of a
    /// window not all connections are busy.
    private static int windows(Cell cell) {
        return Math.clamp(WINDOWS * 64 / cell.connections(), 1, WINDOWS);
    }
}
