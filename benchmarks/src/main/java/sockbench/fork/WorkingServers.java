package sockbench.fork;

import org.jspecify.annotations.Nullable;

import sockbench.load.LoadResult;
import sockbench.load.crowd.Crowd;
import sockbench.load.crowd.RequestMix;
import sockbench.load.transport.LoadFailure;
import sockbench.load.transport.RequestBody;
import sockbench.results.Cell;
import sockbench.results.Question;
import sockbench.results.Verdict;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Servers side by side that do the work requests ask for. All are given more and more connections;
/// with each number of them come windows of all, for one kind of work after the other.
///
/// A server that cannot go on keeps what was measured of it, and is left alone from then on.
public final class WorkingServers implements AutoCloseable {
    /// One of a hundred requests computes for so long where others are held up by it.
    private static final int HEAD_MICROS = 5_000;

    /// What requests ask for while servers warm up, so that those who wait are compiled, too.
    private static final int WARM_UP_WAIT_MICROS = 1_000;

    private final MeasuredFork fork;
    private final StageWindows windows;
    private final RequestBody body;
    private final int most;
    private final Map<MeasuredServer, Crowd> crowds = new LinkedHashMap<>();
    private final Map<MeasuredServer, Crowd> mixed = new LinkedHashMap<>();

    public WorkingServers(MeasuredFork fork) {
        this.fork = fork;
        this.windows = new StageWindows(fork);
        var cells = fork.spec().cells();
        this.body = new RequestBody(cells.getFirst().bodyBytes(), fork.spec().seed(), true);
        this.most = cells.stream().mapToInt(Cell::connections).max().orElseThrow();
    }

    /// Measures all stages of the fork.
    public void run() throws IOException {
        var stages = windows.stages();
        var first = windows.cells(stages.getFirst()).getFirst();
        fork.servers().sound().forEach(server -> hold(server, first));
        warmUp(first);
        fork.measuringBegins();
        for (var stage : stages) {
            var conditions = windows.cells(stage).getFirst();
            fork.servers().sound().forEach(server -> hold(server, conditions));
            windows.measure(stage, this::window);
            closeMixed();
        }
    }

    private void warmUp(Cell like) throws IOException {
        var conditions =
                new Cell(Question.WAIT, "", like.connections(), like.bodyBytes(), like.loop(), 0, 0)
                        .withWork(WARM_UP_WAIT_MICROS);
        windows.notSteady(
                new CrowdWarmUp(
                                fork,
                                (server, length, sink) ->
                                        window(
                                                server,
                                                conditions,
                                                mix(conditions, 0),
                                                length,
                                                sink))
                        .run(fork.servers().sound(), conditions));
    }

    /// Opens what is missing to the connections of a cell.
    private void hold(MeasuredServer server, Cell cell) {
        try {
            server.begin();
            hold(server, crowd(server), cell.connections());
            if (cell.question() == Question.MIXED_SIZES) {
                var crowd = Crowd.allBusy(server.address(), body, cell.connections(), true);
                mixed.put(server, crowd);
                hold(server, crowd, cell.connections());
            }
            server.end();
        } catch (IOException gone) {
            server.end(Verdict.FAILED, String.valueOf(gone.getMessage()));
        }
    }

    private static void hold(MeasuredServer server, Crowd crowd, int connections)
            throws IOException {
        if (crowd.count() < connections) {
            var census = crowd.growTo(connections);
            if (!census.isComplete()) {
                server.end(Verdict.OVERLOAD, census.obstacle(server.lastWords()));
            }
        }
    }

    private Crowd crowd(MeasuredServer server) throws IOException {
        var crowd = crowds.get(server);
        if (crowd == null) {
            crowd = Crowd.allBusy(server.address(), body, most, false);
            crowds.put(server, crowd);
        }
        return crowd;
    }

    private void window(Slot slot, WindowSink sink) throws IOException {
        var cell = fork.cell(slot);
        var length = Duration.ofMillis(fork.spec().effort().windowMillis(cell));
        // The same requests for all servers of a block.
        long seed = fork.spec().seed() + slot.block();
        window(fork.server(slot), cell, mix(cell, seed), length, sink);
    }

    private static RequestMix mix(Cell cell, long seed) {
        return switch (cell.question()) {
            case WAIT -> RequestMix.waiting(cell.workMicros(), seed);
            case BURN -> RequestMix.burning(cell.workMicros());
            case HEAD_OF_LINE -> RequestMix.headOfLine(HEAD_MICROS, seed);
            case MIXED_SIZES -> RequestMix.mixedSizes(seed);
            default -> throw new IllegalArgumentException(cell + " asks for no work");
        };
    }

    private void window(
            MeasuredServer server, Cell cell, RequestMix mix, Duration length, WindowSink sink)
            throws IOException {
        if (server.ended() != null) {
            return;
        }
        fork.opens(server);
        @Nullable LoadResult result = null;
        @Nullable LoadFailure failure = null;
        try {
            var own = cell.question() == Question.MIXED_SIZES ? mixed.get(server) : null;
            var crowd = own == null ? crowd(server) : own;
            result = crowd.window(cell.connections(), length, mix);
        } catch (LoadFailure broken) {
            failure = broken;
        }
        fork.closes(server, result, failure, sink);
    }

    private void closeMixed() {
        mixed.values().forEach(Crowd::close);
        mixed.clear();
    }

    @Override
    public void close() {
        closeMixed();
        crowds.values().forEach(Crowd::close);
    }
}
