package sockbench.fork;

import org.jspecify.annotations.Nullable;

import sockbench.load.crowd.Crowd;
import sockbench.load.crowd.RequestMix;
import sockbench.load.transport.RequestBody;
import sockbench.results.Cell;
import sockbench.results.Question;
import sockbench.results.Verdict;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Servers side by side that do the work requests ask for. All are given few connections, then
/// many; with each number of them come windows of all, for one kind of work after the other.
///
/// A server that cannot go on keeps what was measured of it, and is left alone from then on.
public final class WorkingServers implements AutoCloseable {
    /// One of a hundred requests computes for so long where others are held up by it.
    private static final int HEAD_MICROS = 5_000;

    /// What requests ask for while servers warm up, so that those who wait are compiled, too.
    private static final int WARM_UP_WAIT_MICROS = 1_000;

    /// Windows of each server before those of another kind of work: what runs is compiled then.
    private static final int REHEARSALS = 8;

    /// More connections have no room for large requests.
    private static final int MOST_WITH_LARGE = 64;

    private final MeasuredFork fork;
    private final StageWindows windows;
    private final RequestBody body;
    private final Map<MeasuredServer, Crowd> crowds = new LinkedHashMap<>();

    public WorkingServers(MeasuredFork fork) {
        this.fork = fork;
        this.windows = new StageWindows(fork);
        int bodyBytes = fork.spec().cells().getFirst().bodyBytes();
        this.body = new RequestBody(bodyBytes, fork.spec().seed(), true);
    }

    /// Measures all stages of the fork.
    public void run() throws IOException {
        var stages = windows.stages();
        var first = windows.cells(stages.getFirst()).getFirst();
        hold(first.connections());
        warmUp(first);
        fork.measuringBegins();
        Cell before = null;
        for (var stage : stages) {
            var cell = windows.cells(stage).getFirst();
            hold(cell.connections());
            windows.measure(stage, rehearsals(before, cell), this::window);
            before = cell;
        }
    }

    /// Another kind of work runs through code that is not compiled yet.
    private static int rehearsals(@Nullable Cell before, Cell cell) {
        boolean isNewWork = before == null || before.question() != cell.question();
        if (isNewWork && cell.connections() <= MOST_WITH_LARGE) {
            return cell.question() == Question.HEAD_OF_LINE ? 1 : REHEARSALS;
        }
        return before != null && before.connections() == cell.connections() ? 0 : 1;
    }

    private void warmUp(Cell like) throws IOException {
        var conditions =
                new Cell(Question.WAIT, "", like.connections(), like.bodyBytes(), like.loop(), 0, 0)
                        .withWork(WARM_UP_WAIT_MICROS);
        windows.notSteady(
                new CrowdWarmUp(
                                fork,
                                (server, _, sink) ->
                                        window(server, conditions, mix(conditions, 0), sink))
                        .run(fork.servers().sound(), conditions));
    }

    private void hold(int connections) {
        fork.servers().sound().forEach(server -> hold(server, connections));
    }

    /// Gives a server so many connections and no others.
    private void hold(MeasuredServer server, int connections) {
        var old = crowds.get(server);
        if (old != null && old.count() == connections) {
            return;
        }
        if (old != null) {
            old.close();
        }
        try {
            server.begin();
            boolean largeToo = connections <= MOST_WITH_LARGE;
            var crowd = Crowd.allBusy(server.address(), body, connections, largeToo);
            crowds.put(server, crowd);
            var census = crowd.growTo(connections);
            if (!census.isComplete()) {
                server.end(Verdict.OVERLOAD, census.obstacle(server.lastWords()));
            }
            server.end();
        } catch (IOException gone) {
            server.end(Verdict.FAILED, String.valueOf(gone.getMessage()));
        }
    }

    private void window(Slot slot, WindowSink sink) throws IOException {
        var cell = fork.cell(slot);
        // The same requests for all servers of a block.
        long seed = fork.spec().seed() + slot.block();
        window(fork.server(slot), cell, mix(cell, seed), sink);
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

    private void window(MeasuredServer server, Cell cell, RequestMix mix, WindowSink sink)
            throws IOException {
        var effort = fork.spec().effort();
        var lead = Duration.ofMillis(effort.leadMillis(cell));
        var length = Duration.ofMillis(effort.windowMillis(cell));
        fork.window(
                server,
                () -> crowd(server).windowAfter(lead, cell.connections(), length, mix),
                sink);
    }

    private Crowd crowd(MeasuredServer server) {
        return Objects.requireNonNull(crowds.get(server), server.model());
    }

    @Override
    public void close() {
        crowds.values().forEach(Crowd::close);
    }
}
