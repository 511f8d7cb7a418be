package sockbench.load.crowd;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Where a window of a closed loop stands. Not thread-safe.
///
///     LEAD                      | WINDOW                    | TAIL                     | OVER
///     until each connection     | what is sent now counts   | until all that counts    | nothing
///     was answered once         |                           | is answered              | is sent
///
/// Without a lead there is no tail. With one the load goes on in the tail: a server that is asked no
/// more would answer sooner.
final class WindowPhases {
    private enum Phase {
        LEAD,
        WINDOW,
        TAIL,
        OVER
    }

    /// Nobody waits longer for a connection that others are preferred to.
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private Phase phase = Phase.OVER;
    private boolean hasLead;
    private boolean starved;
    private int unanswered;
    private long windowNanos;
    private long due;

    /// @param connections that are busy
    /// @param lead at least so long; null for none
    void begin(long now, int connections, @Nullable Duration lead, Duration window) {
        hasLead = lead != null;
        phase = hasLead ? Phase.LEAD : Phase.WINDOW;
        starved = false;
        unanswered = hasLead ? connections : 0;
        windowNanos = window.toNanos();
        due = now + (lead == null ? windowNanos : lead.toNanos());
    }

    /// Whether the lead is over, asked again and again; true once.
    boolean windowBegins(long now) {
        if (phase != Phase.LEAD || !isDue(now)) {
            return false;
        }
        phase = Phase.WINDOW;
        unanswered = 0;
        due = now + windowNanos;
        return true;
    }

    /// Whether the window is over, asked again and again; true once.
    boolean windowEnds(long now) {
        if (phase != Phase.WINDOW || now - due < 0) {
            return false;
        }
        phase = hasLead ? Phase.TAIL : Phase.OVER;
        due = now;
        return true;
    }

    /// A request is sent.
    ///
    /// @return whether it counts
    boolean sent() {
        if (phase != Phase.WINDOW) {
            return false;
        }
        unanswered++;
        return true;
    }

    /// A request is answered, or never will be.
    ///
    /// @param counted what [#sent] said of it
    /// @param first whether it was its connection's first
    void answered(boolean counted, boolean first) {
        if (counted || (first && phase == Phase.LEAD)) {
            unanswered--;
        }
    }

    /// Whether nothing more is to be sent.
    boolean isOver(long now) {
        if (phase == Phase.TAIL && isDue(now)) {
            phase = Phase.OVER;
        }
        return phase == Phase.OVER;
    }

    /// Whether a connection had no answer for so long, while others had, that nobody waited for it.
    boolean isStarved() {
        return starved;
    }

    private boolean isDue(long now) {
        if (now - due < 0) {
            return false;
        }
        starved |= unanswered > 0 && now - due > LONGEST_NANOS;
        return unanswered <= 0 || starved;
    }
}
