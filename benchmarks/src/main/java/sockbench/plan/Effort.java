package sockbench.plan;

import sockbench.results.Cell;
import sockbench.results.Question;

/// How one fork spends its time.
///
/// @param warmUpMillis limit of the warm-up of all its servers together
/// @param windowMillis length of a window, which to JMH is an iteration
public record Effort(int warmUpMillis, int windowMillis) {
    private static final int MICROS_PER_MILLI = 1000;

    /// Waits that a window holds, so that most of them lie in it as a whole.
    private static final int WAITS = 5;

    /// What an answer takes if a server does nothing else.
    private static final int ANSWER_MICROS = 20;

    /// As long as 60 long computations, which come one in a hundred: so that some are always there.
    private static final int HEAD_OF_LINE_MILLIS = 300;

    /// How long a window of a cell is: so long that each busy connection is answered, twice where
    /// requests compute; twice as long where ten requests make one connection.
    public int windowMillis(Cell cell) {
        int micros = cell.workMicros();
        return switch (cell.question()) {
            case WAIT ->
                    max(
                            WAITS * micros / MICROS_PER_MILLI,
                            cell.connections() * ANSWER_MICROS / MICROS_PER_MILLI);
            case BURN ->
                    max(2 * cell.connections() * (micros + ANSWER_MICROS) / MICROS_PER_MILLI, 0);
            case HEAD_OF_LINE -> max(HEAD_OF_LINE_MILLIS, 0);
            case CHURN_10, CHURN_RESET_10 -> 2 * windowMillis;
            default -> windowMillis;
        };
    }

    /// What comes before a window of a cell, at least.
    public int leadMillis(Cell cell) {
        return cell.question() == Question.HEAD_OF_LINE ? HEAD_OF_LINE_MILLIS : 0;
    }

    private int max(int one, int other) {
        return Math.max(windowMillis, Math.max(one, other));
    }
}
