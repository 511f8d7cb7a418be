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

    /// Nobody waits longer for a connection that others are preferred to.
    private static final long LONGEST_LEAD_NANOS = TimeUnit.SECONDS.toNanos(10);

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
    private RequestMix mix = RequestMix.plain();
    private final boolean[] counts;
    private boolean hasLead;
    private boolean leading;
    private boolean ended;
    private int firsts;
    private int countedUnderWay;
    private long leadEnd;
    private long windowNanos;
    private long end;
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
        begin(0, null, Duration.ofNanos(Long.MAX_VALUE));
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
        long begin = tallies.startedNanos();
        begin(busy.length, lead, length);
        for (int place = 0; place < busy.length; place++) {
            turnTo(ring, place, busy[place], numbers, 0);
        }
        lastArrival = begin;
        int before = losses;
        untilAnswered(ring, slot -> slot, numbers);
        if (losses > before) {
            throw LoadFailure.failed(
                    "one of %d busy connections: %s".formatted(busy.length, obstacle));
        }
        return tallies.result(LoopType.CLOSED, busy.length);
    }

    private void begin(int busy, @Nullable Duration lead, Duration length) {
        hasLead = lead != null;
        leading = hasLead;
        ended = false;
        firsts = busy;
        countedUnderWay = 0;
        windowNanos = length.toNanos();
        leadEnd = tallies.startedNanos() + (lead == null ? 0 : lead.toNanos());
        end = tallies.startedNanos() + windowNanos;
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
            if (leading && isLeadOver(now)) {
                beginMeasuring();
            }
            if (!ended && !leading && now - end >= 0) {
                ended = true;
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

    private boolean isLeadOver(long now) {
        return now - leadEnd >= 0 && (firsts <= 0 || now - leadEnd > LONGEST_LEAD_NANOS);
    }

    private void beginMeasuring() {
        leading = false;
        tallies.leadIsOver();
        lastArrival = tallies.startedNanos();
        end = lastArrival + windowNanos;
    }

    /// Whether nothing more is to be sent. After a lead the load goes on until all that was sent in
    /// the window is answered: a server that is asked no more would answer it sooner.
    private boolean isOver() {
        return ended
                && (!hasLead
                        || countedUnderWay <= 0
                        || System.nanoTime() - end > LONGEST_LEAD_NANOS);
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
        counts[place] = !leading && !ended;
        countedUnderWay += counts[place] ? 1 : 0;
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
        firsts -= isFirst[place] ? 1 : 0;
        countedUnderWay -= counts[place] ? 1 : 0;
        if (result <= 0) {
            lose(ring, slot, result == 0 ? "closed by the server" : Errno.message(-result));
        } else if (!frames.isRight(place, numbers.applyAsInt(slot))) {
            lose(ring, slot, "a wrong answer");
        } else {
            answered(ring, slot, place, now);
            lastArrival = now;
        }
        int next = isOver() ? NONE : following.after(slot);
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
