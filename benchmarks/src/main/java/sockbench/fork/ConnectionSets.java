package sockbench.fork;

import sockbench.load.ClosedLoop;
import sockbench.load.Generator;
import sockbench.load.LoadConfig;
import sockbench.load.OpenLoop;
import sockbench.load.Schedule;
import sockbench.load.transport.Transports;
import sockbench.results.Cell;
import sockbench.results.Question;
import sockbench.results.ServerKind;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The connections of one generator thread to the servers of its fork: a set for each server and
/// for each number of connections, size of requests, kind of loop and transport. They stay open,
/// silent but for their own windows: new ones would undo part of the warm-up, because code that was
/// compiled while nobody came or went is thrown away when somebody does.
///
/// All calls come from the thread that uses them.
public final class ConnectionSets implements AutoCloseable {
    private record SetKey(
            MeasuredServer server,
            int connections,
            int bodyBytes,
            boolean open,
            Transports transport) {}

    private final Map<SetKey, Generator> generators = new LinkedHashMap<>();
    private final long seed;
    private final int index;
    private final int threads;

    /// @param index of the thread, from 0
    /// @param threads that share each set of connections
    public ConnectionSets(long seed, int index, int threads) {
        this.seed = seed;
        this.index = index;
        this.threads = threads;
    }

    /// The generator for a cell's conditions; connects at first.
    ///
    /// @throws IOException if a connection is refused
    public Generator of(MeasuredServer server, Cell conditions) throws IOException {
        var key = key(server, conditions);
        var generator = generators.get(key);
        if (generator == null) {
            generator = connect(key);
            generators.put(key, generator);
        }
        return generator;
    }

    /// Closes the connections of some conditions, if there are any.
    public void close(MeasuredServer server, Cell conditions) {
        var generator = generators.remove(key(server, conditions));
        if (generator != null) {
            generator.close();
        }
    }

    private static SetKey key(MeasuredServer server, Cell conditions) {
        return new SetKey(
                server,
                conditions.connections(),
                conditions.bodyBytes(),
                conditions.loop().isOpen(),
                conditions.question() == Question.NIO_GENERATOR
                        ? Transports.NIO
                        : Transports.best());
    }

    private Generator connect(SetKey key) throws IOException {
        var all =
                LoadConfig.to(key.server.address())
                        .withConnections(key.connections)
                        .withBodyBytes(key.bodyBytes)
                        .withTransport(key.transport)
                        .withSeed(seed);
        var letters =
                ServerKind.of(key.server.model()) == ServerKind.CEILING
                        ? all.withoutLetters()
                        : all;
        var share = letters.share(index, threads);
        // the schedule is replaced before each window
        return key.open ? new OpenLoop(share, Schedule.poisson(1, seed)) : new ClosedLoop(share);
    }

    @Override
    public void close() {
        generators.values().forEach(Generator::close);
    }
}
