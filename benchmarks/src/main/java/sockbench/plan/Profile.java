package sockbench.plan;

import sockbench.results.Cell;
import sockbench.results.Question;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// How much effort a run makes: which questions and parameters, how many forks, how long each.
public enum Profile {
    /// Does everything work? Its numbers are worth nothing.
    SMOKE,
    /// Ranks over coffee.
    QUICK,
    /// With capacity, load curves and cost over load.
    STANDARD,
    /// How many connections, at what cost.
    SCALE,
    /// Requests that wait, compute, hold up others, or are large.
    HANDLERS,
    /// All parameters: overnight.
    FULL;

    /// Long enough for thousands of requests. Short, because the machine changes its speed several
    /// times a second and every block is another draw: twice as many windows of half the length say
    /// more.
    private static final int CLOSED_LOOP_MILLIS = 20;

    /// A schedule needs longer: p99 of a window is to be more than its worst moment.
    private static final int OPEN_LOOP_MILLIS = 200;

    private static final int CAPACITY_MILLIS = 250;

    private static final int IDLE_MILLIS = 500;

    /// Enough for 5,000 busy connections to be asked once each at 125,000 per second.
    private static final int SCALE_MILLIS = 40;

    /// Enough for the requests of 64 connections; where they ask for work a window is longer.
    private static final int WORK_MILLIS = 40;

    /// Of one server in one fork, for one number of connections and one kind of work.
    private static final int WORK_TOTAL_MILLIS = 300;

    private static final int FEWEST_WORK_BLOCKS = 2;

    /// Some hundred connections.
    private static final int CHURN_MILLIS = 50;

    private static final int CHURN_BLOCKS = 10;

    private static final List<Question> STANDARD_QUESTIONS =
            List.of(
                    Question.THROUGHPUT,
                    Question.NIO_GENERATOR,
                    Question.ROUND_TRIP,
                    Question.CAPACITY,
                    Question.LOAD_CURVE,
                    Question.EFFICIENCY,
                    Question.IDLE);

    private static final Duration SCALE_BUDGET = Duration.ofMinutes(14);
    private static final Duration WORK_BUDGET = Duration.ofMinutes(20);
    private static final Duration CHURN_BUDGET = Duration.ofMinutes(10);

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Forks that every cell gets: without two there is no interval, and three keep one that the
    /// machine disturbed from deciding.
    int fewestRounds() {
        return switch (this) {
            case SMOKE -> 1;
            case SCALE, HANDLERS -> 2;
            case QUICK, STANDARD, FULL -> 3;
        };
    }

    /// Forks at which a cell is left as it is.
    int mostRounds() {
        return switch (this) {
            case SMOKE -> 1;
            case QUICK -> 6;
            case STANDARD -> 12;
            case SCALE -> 4;
            case HANDLERS -> 6;
            case FULL -> 20;
        };
    }

    /// What may be spent on the questions of a kind; begun rounds are ended.
    public Duration budget(QuestionKind kind) {
        return switch (this) {
            case SMOKE -> Duration.ofMinutes(1);
            case QUICK -> Duration.ofSeconds(340);
            case STANDARD ->
                    switch (kind) {
                        case CLOSED_LOOP -> Duration.ofMinutes(10);
                        case CAPACITY, OPEN_LOOP -> Duration.ofMinutes(15);
                        case NIO_GENERATOR, IDLE -> Duration.ofMinutes(4);
                        case SCALE -> SCALE_BUDGET;
                        case WORK -> WORK_BUDGET;
                        case CHURN -> CHURN_BUDGET;
                    };
            case SCALE -> SCALE_BUDGET;
            case HANDLERS -> WORK_BUDGET;
            case FULL -> Duration.ofHours(3);
        };
    }

    public List<Question> questions() {
        return switch (this) {
            case SMOKE, QUICK -> List.of(Question.THROUGHPUT, Question.ROUND_TRIP);
            case STANDARD -> STANDARD_QUESTIONS;
            case FULL ->
                    Stream.concat(STANDARD_QUESTIONS.stream(), Stream.of(Question.CHURN)).toList();
            case SCALE -> List.of(Question.SCALE);
            case HANDLERS ->
                    List.of(
                            Question.WAIT,
                            Question.BURN,
                            Question.HEAD_OF_LINE,
                            Question.MIXED_SIZES);
        };
    }

    public List<Integer> connections() {
        return switch (this) {
            case SMOKE -> List.of(8);
            case QUICK, STANDARD, SCALE, HANDLERS -> List.of(64);
            case FULL -> List.of(1, 16, 64, 256, 1024);
        };
    }

    public List<Integer> bodyBytes() {
        return switch (this) {
            case SMOKE, QUICK, STANDARD, SCALE, HANDLERS -> List.of(64);
            case FULL -> List.of(16, 64, 1024, 16_384);
        };
    }

    /// How many connections a server is to hold, one number after the other. The first is the
    /// beginning: no connection is silent there.
    List<Integer> levels() {
        return this == SMOKE
                ? List.of(64, 1_000)
                : List.of(64, 1_000, 7_000, 12_000, 16_000, 50_000);
    }

    /// Thread budgets; 0 is each model's natural number.
    public List<Integer> threads() {
        return switch (this) {
            case SMOKE, QUICK, SCALE, HANDLERS -> List.of(0);
            case STANDARD, FULL -> List.of(0, 2);
        };
    }

    /// The limit of the warm-up is for the slowest models, which compile for seconds on one CPU
    /// that they share, and for machines that are disturbed.
    Effort effort(QuestionKind kind) {
        int warmUpMillis =
                switch (this) {
                    case SMOKE -> 4000;
                    case QUICK, SCALE -> 10_000;
                    case STANDARD, HANDLERS, FULL -> 20_000;
                };
        return switch (kind) {
            case CLOSED_LOOP, NIO_GENERATOR -> new Effort(warmUpMillis, CLOSED_LOOP_MILLIS);
            case CAPACITY -> new Effort(warmUpMillis, CAPACITY_MILLIS);
            case OPEN_LOOP -> new Effort(warmUpMillis, OPEN_LOOP_MILLIS);
            case IDLE -> new Effort(warmUpMillis, IDLE_MILLIS);
            case SCALE -> new Effort(warmUpMillis, SCALE_MILLIS);
            case WORK -> new Effort(warmUpMillis, WORK_MILLIS);
            // A connection is less often made than a request.
            case CHURN -> new Effort(2 * warmUpMillis, CHURN_MILLIS);
        };
    }

    /// Blocks of one fork: windows of each of its servers.
    int blocks(Cell cell) {
        if (this == SMOKE) {
            return 2;
        }
        return switch (cell.question()) {
            case CEILING, THROUGHPUT -> this == QUICK ? 49 : 69;
            case NIO_GENERATOR, ROUND_TRIP -> 40;
            case CAPACITY -> 24;
            case LOAD_CURVE -> 17; // 10 s of each rate in three forks
            case EFFICIENCY -> 5;
            case IDLE -> 4;
            case SCALE -> 1;
            case NEIGHBOURS -> 5;
            case ACTIVE_1, ACTIVE_10 -> 2;
            case WAIT, BURN, HEAD_OF_LINE, MIXED_SIZES -> workBlocks(cell);
            case CHURN, CHURN_10, CHURN_RESET, CHURN_RESET_10 -> CHURN_BLOCKS;
        };
    }

    private int workBlocks(Cell cell) {
        int millis = effort(QuestionKind.WORK).windowMillis(cell);
        return Math.max(FEWEST_WORK_BLOCKS, WORK_TOTAL_MILLIS / millis);
    }
}
