package sockbench.hostile;

import java.util.Locale;

/// What became of good peers while there were bad ones.
public enum Resistance {
    /// Their p99 response time is at most 20 % more: all of the interval is.
    KEPT,
    /// It is more: all of the interval is.
    DEGRADED,
    /// The limit lies within the interval, or the generator was late too often.
    UNDECIDED,
    /// One of them, or one who came new, was not answered or lost its connection.
    BROKEN,
    /// The bad peers did not get to it, or the model cannot have so many good ones.
    NOT_MEASURED;

    static final double LIMIT = 1.2;

    /// As it is printed.
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
