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

    /// Four times what an answer takes if a server does nothing else.
    private static final int ANSWER_MICROS = 40;

    /// As long as 60 long computations, which come one in a hundred: so that some are always there.
    private static final int HEAD_OF_LINE_MILLIS = 300;

    /// How long a window of a cell is: so long that each busy connection is answered several times,
    /// twice where requests compute for long.
    public int windowMillis(Cell cell) {
        int micros = cell.workMicros();
        int needed =
                switch (cell.question()) {
                    case WAIT ->
                            Math.max(WAITS * micros, cell.connections() * ANSWER_MICROS)
                                    / MICROS_PER_MILLI;
                    case BURN ->
                            2 * cell.connections() * (micros + ANSWER_MICROS) / MICROS_PER_MILLI;
                    case HEAD_OF_LINE -> HEAD_OF_LINE_MILLIS;
                    default -> 0;
                };
        return Math.max(windowMillis, needed);
    }

    /// What comes before a window of a cell, at least.
    public int leadMillis(Cell cell) {
        return cell.question() == Question.HEAD_OF_LINE ? HEAD_OF_LINE_MILLIS : 0;
    }
}
