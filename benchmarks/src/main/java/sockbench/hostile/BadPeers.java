package sockbench.hostile;

/// A kind of bad peers. Bounded in number and in bytes, so that what they cost is what a server
/// makes of them and not the CPU they use themselves.
public enum BadPeers {
    /// None: with and without differ by chance alone. What other ratios scatter by can be seen
    /// here.
    NOBODY("nobody", 0, 1, Habit.NOTHING),

    /// Send the longest requests as fast as they are taken and never read an answer.
    NEVER_READ("send and never read", 8, 8, Habit.SEND_ALL_THAT_IS_TAKEN),

    /// One byte a second each, of a request that is never complete.
    BYTE_PER_SECOND("send one byte a second", 64, 64, Habit.SEND_A_BYTE_PER_SECOND),

    /// Announce the longest request and send none of it.
    HEADER_ONLY("announce 65,535 bytes and send none", 256, 256, Habit.SEND_A_HEADER),

    /// Connect and say nothing: so do peers whose host has gone, until somebody writes to them.
    SILENT("say nothing", 256, 256, Habit.NOTHING),

    /// Send requests, half-close, and leave the answers unread. The end of the stream stays
    /// readable, and the answers stay unsent.
    HALF_CLOSED("half-close and never read", 16, 16, Habit.HALF_CLOSE),

    /// Reset 400 connections a second in the middle of a request.
    RESET_STORM("reset in mid-request, 400 a second", 2, 2, Habit.RESET),

    /// Send requests without a pause, 8 MiB a second, and read the answers.
    WRITE_FOR_EVER("send for ever, 8 MiB a second", 4, 4, Habit.SEND_FOR_EVER),

    /// 10,000 connections as fast as they can be made, which say nothing.
    CONNECT_BURST("10,000 connects in a burst", 10_000, 500, Habit.NOTHING);

    private final String title;
    private final int connections;
    private final int perTick;
    private final Habit habit;

    BadPeers(String title, int connections, int perTick, Habit habit) {
        this.title = title;
        this.connections = connections;
        this.perTick = perTick;
        this.habit = habit;
    }

    /// What they do, in words.
    public String title() {
        return title;
    }

    /// How many there are at the same time, at most.
    int connections() {
        return connections;
    }

    /// How many of them connect in one tick, at most.
    int perTick() {
        return perTick;
    }

    Habit habit() {
        return habit;
    }
}
