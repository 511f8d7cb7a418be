package sockbench.load.crowd;

import org.jspecify.annotations.Nullable;

import sockbench.linux.Errno;
import sockbench.load.LoadResult;
import sockbench.load.Tallies;
import sockbench.load.transport.LoadFailure;
import sockbench.load.transport.Sentinel;
import sockbench.results.LoopType;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

/// Requests and answers on connections of a crowd: a closed loop in which each place has one
/// request under way, of whichever connection comes next.
///
/// All calls come from the thread that opened the rings.
final class CrowdLoop {
    /// Comes after the last connection of a place.
    static final int NONE = -1;

    private static final int MOST_PER_TURN = 64;
    private static final long NANOS_PER_MICRO = 1_000;

    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /// Which connection a place turns to when one has had its answer.
    interface Following {
        /// @param slot that was answered, or has turned out to be lost
        /// @return a slot, or [#NONE]
        int after(int slot);
    }

    private final CrowdFrames frames;
    private final Sentinel sentinel;
    private final Tallies tallies;
    private final long patienceNanos;
    private final int[] slots;
    private final int[] filled;
    private final long[] since;
    private final long[] sentAt;
    private final int[] waiting;
    private final boolean[] isFirst;
    private final boolean[] counts;
    private final WindowPhases phases = new WindowPhases();
    private RequestMix mix = RequestMix.plain();
    private int waitingCount;
    private int underWay;
    private long sequence;
    private long lastArrival;
    private int losses;
    private String obstacle = "";

    /// @param places requests under way at most
    /// @param frameBytes of most requests
    /// @param patience after this without any answer those that are missing do not come
    CrowdLoop(CrowdFrames frames, int places, int frameBytes, Duration patience) {
        this.frames = frames;
        this.sentinel = new Sentinel(frameBytes);
        this.tallies = new Tallies(sentinel);
        this.patienceNanos = patience.toNanos();
        this.slots = new int[places];
        this.filled = new int[places];
        this.since = new long[places];
        this.sentAt = new long[places];
        this.waiting = new int[places];
        this.isFirst = new boolean[places];
        this.counts = new boolean[places];
    }

    /// Asks connections in the slots `from` to `to - 1` for one answer each.
    ///
    /// @param numbers slot to the number of the connection
    /// @return how many were answered rightly; the others are lost, see [#obstacle]
    int once(CrowdRing ring, int from, int to, IntUnaryOperator numbers) throws IOException {
        var next = new int[] {from};
        Following following =
                last -> {
                    while (next[0] < to && ring.isLost(next[0])) {
                        next[0]++;
                    }
                    return next[0] < to ? next[0]++ : NONE;
                };
        mix = RequestMix.plain();
        tallies.begin();
        phases.begin(tallies.startedNanos(), 0, null, FOR_EVER);
        for (int place = 0; place < slots.length; place++) {
            turnTo(ring, place, following.after(NONE), numbers, 0);
        }
        untilAnswered(ring, following, numbers);
        return (int) tallies.answered();
    }

    /// A window in which the connections in some slots are busy.
    ///
    /// @param lead what comes before: at least so long, and until each of them has been answered
    ///   once; null for none
    /// @throws LoadFailure if one of them is not answered as it must be
    LoadResult window(
            CrowdRing ring,
            int[] busy,
            @Nullable Duration lead,
            Duration length,
            RequestMix asked,
            IntUnaryOperator numbers)
            throws IOException {
        mix = asked;
        tallies.begin();
        lastArrival = tallies.startedNanos();
        phases.begin(lastArrival, busy.length, lead, length);
        for (int place = 0; place < busy.length; place++) {
            turnTo(ring, place, busy[place], numbers, 0);
        }
        int before = losses;
        untilAnswered(ring, slot -> slot, numbers);
        if (losses > before) {
            throw LoadFailure.failed(
                    "one of %d busy connections: %s".formatted(busy.length, obstacle));
        }
        if (phases.isStarved()) {
            throw LoadFailure.overload("a connection had no answer for 10 s while others had");
        }
        return tallies.result(LoopType.CLOSED, busy.length);
    }

    /// What became of the first connection that was lost; empty if none was.
    String obstacle() {
        return obstacle;
    }

    private void untilAnswered(CrowdRing ring, Following following, IntUnaryOperator numbers)
            throws IOException {
        long patienceEnd = System.nanoTime() + patienceNanos;
        while (underWay > 0) {
            long now = System.nanoTime();
            if (phases.windowBegins(now)) {
                tallies.leadIsOver();
                lastArrival = tallies.startedNanos();
            }
            if (phases.windowEnds(now)) {
                tallies.stop(lastArrival);
            }
            stampWaiting(now);
            sentinel.entering(now, TURN_NANOS);
            ring.turn(TURN_NANOS);
            sentinel.woke(System.nanoTime());
            int taken = 0;
            while (taken < MOST_PER_TURN && ring.take()) {
                taken++;
                completed(ring, following, numbers);
            }
            if (taken > 0) {
                patienceEnd = System.nanoTime() + patienceNanos;
            } else if (System.nanoTime() - patienceEnd > 0) {
                giveUp(ring);
            }
        }
    }

    private void stampWaiting(long now) {
        for (int i = 0; i < waitingCount; i++) {
            sentAt[waiting[i]] = now;
        }
        waitingCount = 0;
    }

    /// @param idleSince when its last answer came; 0 if there was none in this window
    private void turnTo(
            CrowdRing ring, int place, int slot, IntUnaryOperator numbers, long idleSince)
            throws IOException {
        if (slot == NONE) {
            slots[place] = NONE;
            return;
        }
        slots[place] = slot;
        filled[place] = 0;
        isFirst[place] = idleSince == 0;
        counts[place] = phases.sent();
        since[place] = idleSince == 0 ? tallies.startedNanos() : idleSince;
        frames.write(
                place,
                numbers.applyAsInt(slot),
                sequence++,
                mix.nextIsLarge(),
                mix.next(idleSince == 0));
        if (!ring.hasRoom()) {
            stampWaiting(System.nanoTime());
        }
        ring.exchange(
                slot, frames.request(place), frames.answer(place), frames.frameBytes(place), place);
        waiting[waitingCount++] = place;
        underWay++;
        tallies.offered();
    }

    private void completed(CrowdRing ring, Following following, IntUnaryOperator numbers)
            throws IOException {
        int place = ring.id();
        int result = ring.result();
        int slot = slots[place];
        long now = System.nanoTime();
        if (result > 0 && filled[place] + result < frames.frameBytes(place)) {
            filled[place] += result;
            ring.receive(
                    slot,
                    frames.answer(place) + filled[place],
                    frames.frameBytes(place) - filled[place],
                    place);
            return;
        }
        underWay--;
        phases.answered(counts[place], isFirst[place]);
        if (result <= 0) {
            lose(ring, slot, result == 0 ? "closed by the server" : Errno.message(-result));
        } else if (!frames.isRight(place, numbers.applyAsInt(slot))) {
            lose(ring, slot, "a wrong answer");
        } else {
            answered(ring, slot, place, now);
            lastArrival = now;
        }
        int next = phases.isOver(now) ? NONE : following.after(slot);
        turnTo(ring, place, next == slot && ring.isLost(slot) ? NONE : next, numbers, now);
    }

    /// The response time is what comes on top of the time that the request asked to wait.
    private void answered(CrowdRing ring, int slot, int place, long now) {
        long waited = frames.waitNanos(place);
        long early = sentAt[place] + waited - now;
        if (early > 0) {
            lose(ring, slot, "answered %d us too early".formatted(early / NANOS_PER_MICRO));
        } else if (!counts[place] || (mix.countsOthersOnly() && frames.burns(place))) {
            tallies.answeredUncounted();
        } else {
            tallies.answeredInTurn(since[place] + waited, sentAt[place] + waited, now);
        }
    }

    private void lose(CrowdRing ring, int slot, String why) {
        ring.lose(slot);
        losses++;
        if (obstacle.isEmpty()) {
            obstacle = why;
        }
    }

    /// Whoever has not answered by now does not.
    private void giveUp(CrowdRing ring) throws IOException {
        ring.giveUp();
        for (int place = 0; place < slots.length; place++) {
            if (slots[place] != NONE && underWay > 0) {
                lose(ring, slots[place], "no answer");
            }
        }
        underWay = 0;
    }
}
