package sockbench.plan;

import sockbench.results.Question;

/// Questions that one fork can ask, because their windows are equally long and its servers are
/// warmed up once for all of them.
public enum QuestionKind {
    CLOSED_LOOP("the closed loop"),
    /// In forks of its own: a model that looks at all its connections would pay for those of the
    /// other transport as well.
    NIO_GENERATOR("the closed loop with the other generator"),
    CAPACITY("capacity"),
    OPEN_LOOP("the open loop"),
    IDLE("idle connections"),
    /// One server at a time goes up the numbers of connections.
    SCALE("the number of connections"),
    /// Servers do the work that requests ask for.
    WORK("requests that ask for work"),
    /// Connections come and go.
    CHURN("connections that come and go");

    private final String words;

    QuestionKind(String words) {
        this.words = words;
    }

    /// Whether windows are iterations of JMH.
    public boolean hasIterations() {
        return this != IDLE && !hasLevels();
    }

    /// Whether a stage follows the other within one iteration, on connections of rings. Each has
    /// its own counts.
    public boolean hasLevels() {
        return this == SCALE || this == WORK || this == CHURN;
    }

    public String words() {
        return words;
    }

    public static QuestionKind of(Question question) {
        return switch (question) {
            case CEILING, THROUGHPUT, ROUND_TRIP -> CLOSED_LOOP;
            case NIO_GENERATOR -> NIO_GENERATOR;
            case CAPACITY -> CAPACITY;
            case LOAD_CURVE, EFFICIENCY -> OPEN_LOOP;
            case IDLE -> IDLE;
            case SCALE, NEIGHBOURS, ACTIVE_1, ACTIVE_10 -> SCALE;
            case WAIT, BURN, HEAD_OF_LINE, MIXED_SIZES -> WORK;
            case CHURN, CHURN_10, CHURN_RESET, CHURN_RESET_10 -> CHURN;
        };
    }
}
