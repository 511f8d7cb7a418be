package sockbench.load.nullserver;

import java.util.Arrays;

/// The provided buffers that a [RingEcho] has to send, by connection, in the order in which they
/// were filled. The first of a connection is on its way.
///
///     first[slot] ──▶ buffer ── next ──▶ buffer ── next ──▶ buffer ◀── last[slot]
///
/// Allocates only when a higher slot than ever comes. Not thread-safe.
final class Outboxes {
    static final int NONE = -1;

    private static final int SLOTS_AT_FIRST = 256;

    private final int[] next;
    private final int[] bytes;
    private int[] first = none(SLOTS_AT_FIRST);
    private int[] last = none(SLOTS_AT_FIRST);

    /// @param buffers how many there are
    Outboxes(int buffers) {
        next = none(buffers);
        bytes = new int[buffers];
    }

    /// Makes room for a connection.
    void open(int slot) {
        if (slot >= first.length) {
            int longer = Math.max(slot + 1, 2 * first.length);
            first = longer(first, longer);
            last = longer(last, longer);
        }
    }

    /// The buffer on its way, or [#NONE].
    int first(int slot) {
        return first[slot];
    }

    /// How many bytes a buffer holds.
    int bytes(int buffer) {
        return bytes[buffer];
    }

    /// @return whether it is the first, so that it can be sent
    boolean add(int slot, int buffer, int count) {
        bytes[buffer] = count;
        next[buffer] = NONE;
        boolean alone = first[slot] == NONE;
        if (alone) {
            first[slot] = buffer;
        } else {
            next[last[slot]] = buffer;
        }
        last[slot] = buffer;
        return alone;
    }

    /// Takes the first out; there must be one.
    ///
    /// @return which it was
    int removeFirst(int slot) {
        int removed = first[slot];
        first[slot] = next[removed];
        return removed;
    }

    private static int[] none(int count) {
        int[] none = new int[count];
        Arrays.fill(none, NONE);
        return none;
    }

    private static int[] longer(int[] slots, int count) {
        int[] longer = none(count);
        System.arraycopy(slots, 0, longer, 0, slots.length);
        return longer;
    }
}
