package sockbench.plan;

import sockbench.results.Question;

/// Questions that one fork can ask, because their windows are equally long and its servers are
/// warmed up once for all of them.
public enum QuestionKind {
    CLOSED_LOOP("the closed loop"),
    CAPACITY("capacity"),
    OPEN_LOOP("the open loop"),
    IDLE("idle connections");

    private final String words;

    QuestionKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public static QuestionKind of(Question question) {
        return switch (question) {
            case CEILING, THROUGHPUT, NIO_GENERATOR, ROUND_TRIP -> CLOSED_LOOP;
            case CAPACITY -> CAPACITY;
            case LOAD_CURVE, EFFICIENCY -> OPEN_LOOP;
            case IDLE -> IDLE;
        };
    }
}
