package sockbench.load.crowd;

/// Which ring of a crowd a connection belongs to. Connections are numbered in the order in which
/// they are opened. Ring 0 has those that may be busy: the first 64, and every tenth of the others,
/// so that busy ones stand among all that a server has, whoever serves them. The rings after it
/// have the silent ones.
///
///     number  0 … 63   64   65 … 73   74   75 … 83
///     ring    0        0    1         0    1
final class CrowdOrder {
    /// Connections that are all in ring 0.
    private static final int FIRST = 64;

    /// One in so many of the others may be busy.
    private static final int ONE_IN = 10;

    private CrowdOrder() {}

    static boolean mayBeBusy(int number) {
        return number < FIRST || (number - FIRST) % ONE_IN == 0;
    }

    /// The number of the connection in a slot of ring 0.
    static int busyNumber(int slot) {
        return slot < FIRST ? slot : FIRST + (slot - FIRST) * ONE_IN;
    }

    /// The number of a silent connection.
    ///
    /// @param index among the silent ones, from 0
    static int silentNumber(int index) {
        return FIRST + index + index / (ONE_IN - 1) + 1;
    }

    /// Slots of ring 0 whose connections stand evenly among the first `count`.
    ///
    /// @param busy how many, at most a tenth of `count`, or at most 64
    static int[] spread(int busy, int count) {
        int[] slots = new int[busy];
        for (int i = 0; i < busy; i++) {
            int number = (int) ((long) i * count / busy);
            slots[i] = number < FIRST ? number : FIRST + (number - FIRST) / ONE_IN;
        }
        return slots;
    }
}
