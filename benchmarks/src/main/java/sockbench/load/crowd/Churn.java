package sockbench.load.crowd;

import sockbench.linux.Errno;
import sockbench.load.LoadResult;
import sockbench.load.Tallies;
import sockbench.load.transport.LoadFailure;
import sockbench.load.transport.RequestBody;
import sockbench.load.transport.Sentinel;
import sockbench.load.transport.SourceRotation;
import sockbench.results.LoopType;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Connections that come and go: a closed loop in which each of a few places connects, has its
/// requests answered one after the other, ends the connection and connects again.
///
///     connect | request, answer | … | end of our stream, end of the server's | close
///     connect | request, answer | … | reset
///
/// What is counted in a window are connections, not requests: one counts when all its answers were
/// right and it has ended as it should. Its response time is its whole life.
///
/// All calls, including the constructor's, come from the same thread.
public final class Churn implements AutoCloseable {
    private static final int NONE = -1;

    /// Completions that are dealt with before what they led to is sent: few, because servers would
    /// otherwise get requests of many connections at once.
    private static final int MOST_PER_TURN = 8;

    /// So that ports last, see [SourceRotation].
    private static final int MOST_PER_WINDOW = 2_000;

    /// Different bodies; more would not stay in the cache.
    private static final int NUMBERS = 1_000;

    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /// What it takes to connect, the longest of all steps: measured are 20 to 30 µs.
    private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(30);

    /// A reset asks for no answer: this long the server has for the last ones of a window.
    private static final long SETTLING_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ChurnSockets sockets;
    private final CrowdRing ring;
    private final CrowdFrames frames;
    private final Sentinel sentinel = Sentinel.ofSteps(STEP_NANOS);
    private final Tallies tallies = new Tallies(sentinel);
    private final int[] socket;
    private final int[] number;
    private final int[] unanswered;
    private final int[] filled;
    private final long[] since;
    private final long[] begun;
    private Lifetime lifetime = new Lifetime(1, Lifetime.Ending.ORDERLY);
    private boolean ended;
    private int open;
    private int opened;
    private long sequence;
    private long lastEnd;

    /// @param body of 16 bytes or more
    /// @param sources shared by all that run on this machine
    /// @param places connections at a time
    public Churn(InetSocketAddress server, RequestBody body, SourceRotation sources, int places)
            throws IOException {
        this.ring = CrowdRing.ofDescriptors();
        this.sockets = new ChurnSockets(server, sources, PATIENCE);
        this.frames = new CrowdFrames(body, NUMBERS, places, false);
        this.socket = new int[places];
        this.number = new int[places];
        this.unanswered = new int[places];
        this.filled = new int[places];
        this.since = new long[places];
        this.begun = new long[places];
        Arrays.fill(socket, NONE);
    }

    /// A window that begins and ends without connections.
    ///
    /// @param length it ends earlier when 2,000 connections have come
    /// @return connections as what was asked for and answered
    /// @throws LoadFailure if one is refused, is answered wrongly or not at all, or does not end as
    ///   it should
    public LoadResult window(Duration length, Lifetime each) throws IOException {
        lifetime = each;
        ended = false;
        opened = 0;
        tallies.begin();
        long begin = tallies.startedNanos();
        lastEnd = begin;
        try {
            for (int place = 0; place < socket.length; place++) {
                connect(place, begin);
            }
            untilClosed(begin + length.toNanos());
        } finally {
            abandon();
        }
        if (each.ending() != Lifetime.Ending.ORDERLY) {
            LockSupport.parkNanos(SETTLING_NANOS);
        }
        return tallies.result(LoopType.CLOSED, socket.length);
    }

    private void untilClosed(long end) throws IOException {
        long lastCompletion = System.nanoTime();
        while (open > 0) {
            long now = System.nanoTime();
            if (!ended && (now - end >= 0 || opened >= MOST_PER_WINDOW)) {
                ended = true;
                tallies.stop(lastEnd);
            }
            sentinel.entering(now, TURN_NANOS);
            ring.turn(TURN_NANOS);
            sentinel.woke(System.nanoTime());
            int taken = 0;
            while (taken < MOST_PER_TURN && ring.take()) {
                taken++;
                completed(ring.id(), ring.result());
            }
            if (taken > 0) {
                lastCompletion = System.nanoTime();
            } else if (System.nanoTime() - lastCompletion > PATIENCE.toNanos()) {
                throw LoadFailure.failed("no answer in " + PATIENCE.toMillis() + " ms");
            }
        }
    }

    /// @param idleSince when the last connection of the place had ended
    private void connect(int place, long idleSince) throws IOException {
        since[place] = idleSince;
        begun[place] = System.nanoTime();
        number[place] = opened++ % NUMBERS;
        socket[place] = sockets.connect();
        open++;
        unanswered[place] = lifetime.requests();
        tallies.offered();
        ask(place);
    }

    private void ask(int place) throws IOException {
        filled[place] = 0;
        frames.write(place, number[place], sequence++, false, 0);
        ring.exchange(
                socket[place],
                frames.request(place),
                frames.answer(place),
                frames.frameBytes(place),
                place);
        sentinel.worked();
    }

    private void completed(int place, int result) throws IOException {
        if (result < 0) {
            throw LoadFailure.failed("a connection: " + Errno.message(-result));
        }
        if (unanswered[place] == 0) {
            endSeen(place, result);
        } else if (result == 0) {
            throw LoadFailure.failed("a connection: closed by the server");
        } else {
            received(place, result);
        }
    }

    private void received(int place, int bytes) throws IOException {
        filled[place] += bytes;
        int missing = frames.frameBytes(place) - filled[place];
        if (missing > 0) {
            ring.receive(socket[place], frames.answer(place) + filled[place], missing, place);
            return;
        }
        if (!frames.isRight(place, number[place])) {
            throw LoadFailure.failed("a connection: a wrong answer");
        }
        if (--unanswered[place] > 0) {
            ask(place);
        } else if (lifetime.resets(number[place])) {
            sockets.reset(socket[place]);
            count(place);
        } else {
            sockets.endOutput(socket[place]);
            ring.receive(socket[place], frames.answer(place), 1, place);
        }
    }

    private void endSeen(int place, int bytes) throws IOException {
        if (bytes > 0) {
            throw LoadFailure.failed("a connection: more than the last answer");
        }
        sockets.close(socket[place]);
        count(place);
    }

    private void count(int place) throws IOException {
        long now = System.nanoTime();
        socket[place] = NONE;
        open--;
        lastEnd = now;
        tallies.answeredInTurn(since[place], begun[place], now);
        if (!ended) {
            connect(place, now);
        }
    }

    /// Lets go of what a failure left behind.
    private void abandon() throws IOException {
        if (open > 0) {
            ring.giveUp();
            for (int place = 0; place < socket.length; place++) {
                if (socket[place] != NONE) {
                    sockets.reset(socket[place]);
                    socket[place] = NONE;
                }
            }
            open = 0;
        }
    }

    /// No connection is open between windows.
    @Override
    public void close() {
        ring.close();
        sockets.close();
    }
}
