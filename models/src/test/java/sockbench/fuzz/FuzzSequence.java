package sockbench.fuzz;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Peers that come, talk in turns and go, in an order drawn from a seed. What is drawn depends on
/// the seed alone, never on what has arrived, so the same seed does the same again.
///
/// Not thread-safe.
public final class FuzzSequence implements AutoCloseable {
    /// Of several peers of one sequence; small, so that one script meets many splits.
    private static final int MOST_FRAMES = 24;

    private static final int ARRIVING_BYTES = 1 << 17;

    private final InetSocketAddress server;
    private final Duration patience;
    private final Selector selector = Selector.open();
    private final ByteBuffer arriving = ByteBuffer.allocate(ARRIVING_BYTES);
    private final @Nullable FuzzPeer[] peers;
    private long said;
    private long answered;
    private long connected;
    private long steps;

    /// @param peers at the same time, at least 1
    public FuzzSequence(InetSocketAddress server, int peers, Duration patience) throws IOException {
        this.server = server;
        this.peers = new FuzzPeer[peers];
        this.patience = patience;
    }

    /// Takes steps until so many more requests were said, then lets every peer end.
    ///
    /// @throws AssertionError if the server does wrong
    public void run(RandomGenerator random, int frames) throws IOException {
        long enough = said + frames;
        while (said < enough) {
            step(random, random.nextInt(peers.length));
        }
        for (int i = 0; i < peers.length; i++) {
            var peer = peers[i];
            if (peer != null) {
                end(peer, i, FuzzEnding.POLITE);
            }
        }
    }

    /// Complete requests of all peers so far.
    public long said() {
        return said;
    }

    /// Those of them whose answers came, and were right.
    public long answered() {
        return answered;
    }

    /// Connections made so far.
    public long connected() {
        return connected;
    }

    /// How far it came: the number of the step that failed.
    public long steps() {
        return steps;
    }

    /// Ends what a failure has left.
    @Override
    public void close() throws IOException {
        for (var peer : peers) {
            if (peer != null) {
                peer.close();
            }
        }
        selector.close();
    }

    private void step(RandomGenerator random, int index) throws IOException {
        steps++;
        var peer = peers[index];
        if (peer == null) {
            peer = connect(random);
            peers[index] = peer;
        }
        talk(peer, random);
        if (peer.hasSaidAll() || random.nextInt(200) == 0) {
            end(peer, index, FuzzEnding.draw(random));
        }
    }

    private FuzzPeer connect(RandomGenerator random) throws IOException {
        connected++;
        var script = FuzzScript.draw(random, MOST_FRAMES);
        return new FuzzPeer(server, script, selector, arriving, patience);
    }

    private void talk(FuzzPeer peer, RandomGenerator random) throws IOException {
        int before = peer.script().complete(peer.saidBytes());
        peer.say(pieceBytes(random));
        said += peer.script().complete(peer.saidBytes()) - before;
        switch (random.nextInt(8)) {
            case 0 -> peer.hearAll();
            case 1 -> peer.hear(random.nextInt(1 + peer.script().owed(peer.saidBytes())));
            case 2 -> peer.checkNothingMore();
            default -> {} // answers pile up
        }
    }

    /// Some bytes, a frame or so, or many frames at once.
    private static int pieceBytes(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> 1;
            case 1 -> random.nextInt(1, 4);
            case 2, 3, 4 -> random.nextInt(1, 100);
            case 5 -> random.nextInt(1, 5000);
            case 6 -> 1 << random.nextInt(17);
            default -> random.nextInt(1, 200_000);
        };
    }

    private void end(FuzzPeer peer, int index, FuzzEnding ending) throws IOException {
        ending.end(peer);
        answered += peer.answered();
        peer.close();
        peers[index] = null;
    }
}
