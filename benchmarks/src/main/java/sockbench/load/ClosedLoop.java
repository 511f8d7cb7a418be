package sockbench.load;

import sockbench.load.transport.Conversation;
import sockbench.load.transport.Sentinel;
import sockbench.results.LoopType;

import java.io.IOException;

/// Each connection sends its next request when its answer has arrived, so at most one request per
/// connection is under way and a slow server slows the load down: its latencies say nothing about a
/// load that does not wait.
public final class ClosedLoop implements Generator {
    private final Tallies tallies;
    private final GeneratorConnections connections;
    private boolean sending;
    private long lastArrival;
    private long given;

    /// @throws IOException if a connection is refused; none stays open
    public ClosedLoop(LoadConfig config) throws IOException {
        var sentinel = new Sentinel(config.frameBytes());
        this.tallies = new Tallies(sentinel);
        this.connections = new GeneratorConnections(config, 1, this::answered, sentinel);
    }

    @Override
    public void begin() {
        connections.turn(0);
        tallies.begin();
        given = 0;
        lastArrival = tallies.startedNanos();
        sending = true;
        for (int i = 0; i < connections.count(); i++) {
            ask(connections.get(i), tallies.startedNanos());
        }
    }

    @Override
    public void complete() {
        while (tallies.answered() == given) {
            connections.awaitAnswer(tallies);
        }
        given++;
    }

    @Override
    public LoadResult finish() {
        sending = false;
        tallies.stop(lastArrival);
        if (!connections.awaitAll(tallies)) {
            throw connections.noAnswer();
        }
        return tallies.result(LoopType.CLOSED, connections.count());
    }

    @Override
    public long answered() {
        return tallies.answered();
    }

    @Override
    public void close() {
        connections.close();
    }

    private void answered(Conversation conversation, long due, long sent, long arrived) {
        tallies.answeredInTurn(due, sent, arrived);
        lastArrival = arrived;
        if (sending) {
            ask(conversation, arrived);
        }
    }

    /// @param since when the connection has had nothing under way
    private void ask(Conversation conversation, long since) {
        tallies.offered();
        connections.ask(conversation, since);
    }
}
