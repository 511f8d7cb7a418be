package sockbench.hostile;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Bad peers of one kind at work on a server. Not thread-safe.
final class Attack implements AutoCloseable {
    private static final int DISCARDED_BYTES = 1 << 16;

    private final InetSocketAddress server;
    private final BadPeers kind;
    private final ByteBuffer discarded = ByteBuffer.allocateDirect(DISCARDED_BYTES);
    private final List<BadConnection> connections = new ArrayList<>();
    private long made;
    private long sentBytes;
    private long tick;

    Attack(InetSocketAddress server, BadPeers kind) {
        this.server = server;
        this.kind = kind;
    }

    /// Connects whoever is missing and lets everybody act once.
    void tick() {
        for (int i = 0; i < kind.perTick() && connections.size() < kind.connections(); i++) {
            connect();
        }
        for (int i = connections.size() - 1; i >= 0; i--) {
            act(connections.get(i));
            if (!connections.get(i).isOpen()) {
                sentBytes += connections.get(i).sentBytes();
                connections.set(i, connections.getLast());
                connections.removeLast();
            }
        }
        tick++;
    }

    /// What they have done so far.
    Deeds deeds() {
        long open = connections.stream().mapToLong(BadConnection::sentBytes).sum();
        return new Deeds(made, sentBytes + open);
    }

    /// Resets every connection.
    @Override
    public void close() {
        connections.forEach(Attack::close);
    }

    private void connect() {
        try {
            connections.add(new BadConnection(server, connections.size(), discarded));
        } catch (IOException refused) {
            // that one does no harm
        }
    }

    private void act(BadConnection connection) {
        try {
            if (connection.isConnected()) {
                if (connection.firstTime()) {
                    made++;
                }
                kind.habit().act(connection, tick);
            }
        } catch (IOException endedByTheServer) {
            close(connection);
        }
    }

    private static void close(BadConnection connection) {
        try {
            connection.close();
        } catch (IOException goneAnyway) {
            // as it was to be
        }
    }

    /// What bad peers did in one window.
    ///
    /// @param connections made
    record Deeds(long connections, long sentBytes) {
        static final Deeds NONE = new Deeds(0, 0);

        String toLine() {
            return connections + " " + sentBytes;
        }

        static Deeds parse(String line) {
            var numbers = line.split(" ", -1);
            return new Deeds(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
        }
    }
}
