package sockbench.load.crowd;

/// Which ring of a crowd a connection belongs to. Connections are numbered in the order in which
/// they are opened. Ring 0 has those that may be busy. These are all of them, or the first 64 and
/// every tenth of the others, so that busy ones stand among all that a server has, whoever serves
/// them; the rings after it have the silent ones.
///
///     number  0 … 63   64   65 … 73   74   75 … 83
///     ring    0        0    1         0    1
///
/// @param first connections that are all in ring 0
record CrowdOrder(int first) {
    /// All may be busy, as many as a ring has.
    static final CrowdOrder ALL_BUSY = new CrowdOrder(CrowdRing.MOST);

    static final CrowdOrder FEW_BUSY = new CrowdOrder(64);

    /// One in so many of the others may be busy.
    private static final int ONE_IN = 10;

    boolean mayBeBusy(int number) {
        return number < first || (number - first) % ONE_IN == 0;
    }

    /// The number of the connection in a slot of ring 0.
    int busyNumber(int slot) {
        return slot < first ? slot : first + (slot - first) * ONE_IN;
    }

    /// The number of a silent connection.
    ///
    /// @param index among the silent ones, from 0
    int silentNumber(int index) {
        return first + index + index / (ONE_IN - 1) + 1;
    }

    /// Different slots of ring 0 whose connections stand evenly among the first `count`: as evenly
    /// as those allow that may be busy, where one in ten is not enough.
    ///
    /// @param busy how many, at most a tenth of `count`, or at most as many as are all in ring 0
    int[] spread(int busy, int count) {
        int[] slots = new int[busy];
        int places = slotOf(count - 1) + 1;
        boolean enough = (long) busy * ONE_IN <= count;
        for (int i = 0; i < busy; i++) {
            slots[i] =
                    enough
                            ? slotOf((int) ((long) i * count / busy))
                            : (int) ((long) i * places / busy);
        }
        return slots;
    }

    /// Where the last connection up to `number` that may be busy is in ring 0.
    private int slotOf(int number) {
        return number < first ? number : first + (number - first) / ONE_IN;
    }
}
