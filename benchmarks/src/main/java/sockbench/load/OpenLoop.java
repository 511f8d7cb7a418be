package sockbench.load;

import sockbench.load.transport.Conversation;
import sockbench.load.transport.LoadFailure;
import sockbench.load.transport.Sentinel;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Requests go out when a [Schedule] says so and on the connection that it draws, whether or not
/// answers came back. Response time counts from when a request was due, so a server that stalls
/// pays for everyone it kept waiting.
///
/// Waits in the kernel while the next request is far off and polls when it is near: a timed wait
/// returns some 50 µs late, a poll 2 µs. So a pinned generator keeps its schedule, and at more than
/// about a thousand requests per second it never sleeps; what it spends on polls with nothing there
/// is told apart from work.
public final class OpenLoop implements Generator {
    private static final long POLLING_NANOS = TimeUnit.MICROSECONDS.toNanos(300);

    /// A generator that is behind must still take in answers.
    private static final int MOST_PER_TURN = 64;

    /// One send takes what is due on a connection, up to so many bytes or one frame.
    private static final int OUTGOING_BYTES = 4 * 1024;

    private static final long MOST_OUTSTANDING = 1 << 20;
    private static final long LOOK_AT_BACKLOG_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Tallies tallies;
    private final GeneratorConnections connections;
    private final long patienceNanos;
    private Schedule schedule;
    private long longestBacklogNanos;

    private long given;
    private long nextDue;
    private long lastLook;
    private long lastArrival;
    private long nextLookAtBacklog;

    /// @throws IOException if a connection is refused; none stays open
    public OpenLoop(LoadConfig config, Schedule schedule) throws IOException {
        int framesAhead = Math.max(1, OUTGOING_BYTES / config.frameBytes());
        var sentinel = new Sentinel(config.frameBytes());
        this.tallies = new Tallies(sentinel);
        this.connections = new GeneratorConnections(config, framesAhead, this::answered, sentinel);
        this.patienceNanos = config.patience().toNanos();
        this.schedule = schedule;
        this.longestBacklogNanos = patienceNanos;
    }

    /// What the next windows offer, on the same connections.
    ///
    /// @param longestBacklog age of the oldest unanswered request at which it is an overload, if
    ///   answers still come
    public void offer(Schedule other, Duration longestBacklog) {
        schedule = other;
        longestBacklogNanos = longestBacklog.toNanos();
    }

    @Override
    public void begin() {
        connections.turn(0);
        tallies.begin();
        given = 0;
        lastLook = tallies.startedNanos();
        lastArrival = lastLook;
        nextLookAtBacklog = lastLook + LOOK_AT_BACKLOG_NANOS;
        nextDue = lastLook + schedule.restart();
    }

    @Override
    public void complete() {
        while (tallies.answered() == given) {
            long now = System.nanoTime();
            lastLook = now;
            boolean idle = !askDue(now);
            long wait = Math.max(0, nextDue - now - POLLING_NANOS);
            connections.turn(wait);
            if (idle && wait == 0 && tallies.answered() == given) {
                tallies.spun(System.nanoTime() - now);
            }
            if (now - nextLookAtBacklog >= 0) {
                nextLookAtBacklog = now + LOOK_AT_BACKLOG_NANOS;
                lookAtBacklog(now);
            }
        }
        given++;
    }

    @Override
    public LoadResult finish() {
        tallies.stop(lastLook);
        forgetUnsent();
        if (!connections.awaitAll(tallies)) {
            throw lastArrival - lastLook > patienceNanos / 2
                    ? overload(System.nanoTime() - lastLook)
                    : connections.noAnswer();
        }
        return tallies.result(schedule.loop(), connections.count());
    }

    @Override
    public long answered() {
        return tallies.answered();
    }

    @Override
    public void close() {
        connections.close();
    }

    private boolean askDue(long now) {
        int asked = 0;
        while (nextDue - now <= 0 && asked < MOST_PER_TURN) {
            tallies.offered();
            connections.ask(connections.get(schedule.connection(connections.count())), nextDue);
            nextDue = tallies.startedNanos() + schedule.next();
            asked++;
        }
        return asked > 0;
    }

    private void answered(Conversation conversation, long due, long sent, long arrived) {
        tallies.answered(due, sent, arrived);
        lastArrival = arrived;
    }

    /// Requests that were due in the window and never went out were offered all the same.
    private void forgetUnsent() {
        while (nextDue - lastLook <= 0) {
            tallies.offered();
            tallies.unsent(1);
            nextDue = tallies.startedNanos() + schedule.next();
        }
        for (int i = 0; i < connections.count(); i++) {
            tallies.unsent(connections.get(i).forgetUnsent());
        }
    }

    /// A server that still answers but ever later is overloaded; one that does not answer has
    /// failed.
    private void lookAtBacklog(long now) {
        long oldest = now;
        for (int i = 0; i < connections.count(); i++) {
            var conversation = connections.get(i);
            if (conversation.outstanding() > 0) {
                oldest = Math.min(oldest, conversation.oldestDue());
            }
        }
        if (now - Math.max(oldest, lastArrival) > patienceNanos) {
            throw connections.noAnswer();
        }
        boolean answering = now - lastArrival < longestBacklogNanos / 2;
        if (tallies.outstanding() > MOST_OUTSTANDING
                || (answering && now - oldest > longestBacklogNanos)) {
            throw overload(now - oldest);
        }
    }

    private LoadFailure overload(long oldestNanos) {
        return LoadFailure.overload(
                "slower than offered: %d of %d requests unanswered, the oldest due %d ms ago"
                        .formatted(
                                tallies.outstanding(),
                                tallies.offeredSoFar(),
                                TimeUnit.NANOSECONDS.toMillis(oldestNanos)));
    }
}
