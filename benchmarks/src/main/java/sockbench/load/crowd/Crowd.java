package sockbench.load.crowd;

import org.jspecify.annotations.Nullable;

import sockbench.load.LoadResult;
import sockbench.load.transport.LoadFailure;
import sockbench.load.transport.RequestBody;
import sockbench.load.transport.SourceAddress;
import sockbench.protocol.Exchange;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Many connections to one server, of which few are busy: as many as there is memory for, opened at
/// a bounded rate, from as many addresses as needed.
///
/// All calls, including the constructor's, come from the same thread.
public final class Crowd implements AutoCloseable {
    /// Bytes of the bodies that it can send: work and tag.
    public static final int LEAST_BODY = 16;

    private static final int OPENED_PER_SECOND = 20_000;

    /// Opened before they are asked: fewer than a backlog holds, so that a server that is slow to
    /// take connections is waited for, and fewer than the acceptances of one that takes none before
    /// it has spoken.
    private static final int TOGETHER = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// Requests under way at most, where few connections are busy.
    private static final int FEW = 5_000;

    private final InetSocketAddress server;
    private final CrowdOrder order;
    private final CrowdLoop loop;
    private final List<CrowdRing> rings = new ArrayList<>();
    private long openingNanos;
    private String obstacle = "";

    private Crowd(
            InetSocketAddress server,
            CrowdOrder order,
            RequestBody body,
            int most,
            int places,
            boolean largeToo)
            throws IOException {
        this.server = server;
        this.order = order;
        var frames = new CrowdFrames(body, most, places, largeToo);
        this.loop = new CrowdLoop(frames, places, Exchange.HEADER_BYTES + body.bytes(), PATIENCE);
        rings.add(ring());
    }

    /// Of which few are ever busy.
    ///
    /// @param most connections that there will ever be
    /// @param body of [#LEAST_BODY] bytes or more
    public static Crowd fewBusy(InetSocketAddress server, RequestBody body, int most)
            throws IOException {
        return new Crowd(server, CrowdOrder.FEW_BUSY, body, most, FEW, false);
    }

    /// Of which all may be busy.
    ///
    /// @param most connections that there will ever be, up to 14,000
    /// @param body of [#LEAST_BODY] bytes or more
    /// @param largeToo whether some requests will be large
    public static Crowd allBusy(
            InetSocketAddress server, RequestBody body, int most, boolean largeToo)
            throws IOException {
        return new Crowd(server, CrowdOrder.ALL_BUSY, body, most, most, largeToo);
    }

    /// Why it cannot be used here; empty if it can.
    public static Optional<String> unavailable() {
        return CrowdRing.unavailable();
    }

    /// Connections that are open, or have been.
    public int count() {
        return rings.stream().mapToInt(CrowdRing::count).sum();
    }

    /// Opens connections until there are so many, or the server does not take one or does not
    /// answer it; then asks all again.
    ///
    /// @throws IOException if this side has no more
    public Census growTo(int wanted) throws IOException {
        long started = System.nanoTime();
        while (count() < wanted && obstacle.isEmpty()) {
            long begun = System.nanoTime();
            int[] before = rings.stream().mapToInt(CrowdRing::count).toArray();
            int first = count();
            int more = Math.min(wanted - first, TOGETHER);
            for (int i = 0; i < more && obstacle.isEmpty(); i++) {
                open(first + i);
            }
            pauseUntil(begun + TimeUnit.SECONDS.toNanos(more) / OPENED_PER_SECOND);
            ask(before);
            obstacle = obstacle.isEmpty() ? loop.obstacle() : obstacle;
        }
        openingNanos += System.nanoTime() - started;
        int answered = ask(new int[0]);
        obstacle = obstacle.isEmpty() ? loop.obstacle() : obstacle;
        return new Census(wanted, answered, openingNanos / 1e9, answered == wanted ? "" : obstacle);
    }

    /// Asks each connection for an answer.
    ///
    /// @param but of each ring, so many that are not asked; of rings that are not in it, none
    /// @return how many have answered
    private int ask(int[] but) throws IOException {
        int answered = 0;
        for (int i = 0; i < rings.size(); i++) {
            int first = (i - 1) * rings.get(i).most();
            answered +=
                    loop.once(
                            rings.get(i),
                            i < but.length ? but[i] : 0,
                            rings.get(i).count(),
                            i == 0 ? order::busyNumber : slot -> order.silentNumber(first + slot));
        }
        return answered;
    }

    /// A window of a closed loop in which some connections are busy, which stand evenly among all.
    ///
    /// @param busy how many; where few may be busy, at most a tenth of all, or at most 64
    /// @throws LoadFailure if one of them is not answered as it must be
    public LoadResult window(int busy, Duration length, RequestMix mix) throws IOException {
        return window(busy, null, length, mix);
    }

    /// The same after a lead, in which as many are busy: what a closed loop comes to after some
    /// time is measured, not how it begins. Requests of the lead count as sent and as answered; the
    /// rate and latencies are those of the window alone.
    ///
    /// @param lead at least so long, and until each of them has been answered once
    /// @throws LoadFailure if one of them is not answered as it must be
    public LoadResult windowAfter(Duration lead, int busy, Duration length, RequestMix mix)
            throws IOException {
        return window(busy, lead, length, mix);
    }

    private LoadResult window(int busy, @Nullable Duration lead, Duration length, RequestMix mix)
            throws IOException {
        return loop.window(
                rings.getFirst(),
                order.spread(busy, count()),
                lead,
                length,
                mix,
                order::busyNumber);
    }

    /// Resets all connections.
    @Override
    public void close() {
        rings.forEach(CrowdRing::close);
        rings.clear();
    }

    private void open(int number) throws IOException {
        var ring = rings.getFirst();
        if (!order.mayBeBusy(number)) {
            ring = rings.getLast();
            if (rings.size() == 1 || ring.count() == ring.most()) {
                ring = ring();
                rings.add(ring);
            }
        }
        try {
            ring.connect(server, PATIENCE);
        } catch (ConnectException refused) {
            obstacle = String.valueOf(refused.getMessage());
        }
    }

    private CrowdRing ring() throws IOException {
        return new CrowdRing(SourceAddress.ofBlock(server, rings.size()));
    }

    private static void pauseUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
