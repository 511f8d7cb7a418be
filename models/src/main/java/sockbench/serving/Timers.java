package sockbench.serving;

import org.jspecify.annotations.Nullable;

import java.util.PriorityQueue;

/// Who waits in one loop until some time has passed, the first due first. Not thread-safe.
public final class Timers<T> {
    /// Compared by difference, as [System#nanoTime] asks for.
    private record Timer<T>(long dueNanos, T waiting) implements Comparable<Timer<T>> {
        @Override
        public int compareTo(Timer<T> other) {
            return Long.signum(dueNanos - other.dueNanos);
        }
    }

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final PriorityQueue<Timer<T>> timers = new PriorityQueue<>();

    /// @param nanos from now on
    public void add(T waiting, long nanos) {
        timers.add(new Timer<>(System.nanoTime() + nanos, waiting));
    }

    /// Takes out one whose time has passed, never before.
    ///
    /// @return null if there is none
    public @Nullable T takeDue() {
        var first = timers.peek();
        if (first == null || first.dueNanos - System.nanoTime() > 0) {
            return null;
        }
        timers.remove();
        return first.waiting;
    }

    /// Takes out one that waits no longer; does nothing for any other.
    public void forget(T waiting) {
        timers.removeIf(timer -> timer.waiting.equals(waiting));
    }

    public boolean isEmpty() {
        return timers.isEmpty();
    }

    /// How long the loop may wait for anything else.
    ///
    /// @param most how long it may without timers; -1 for ever
    /// @return nanoseconds, 0 if one is due; -1 for ever
    public long nanos(long most) {
        var first = timers.peek();
        if (first == null) {
            return most;
        }
        long left = Math.max(first.dueNanos - System.nanoTime(), 0);
        return most < 0 ? left : Math.min(left, most);
    }

    /// The same for calls that know milliseconds only, rounded up.
    public long millis() {
        long nanos = nanos(-1);
        return nanos < 0 ? nanos : (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
    }
}
