package sockbench.fork;

import sockbench.load.crowd.Churn;
import sockbench.load.crowd.Lifetime;
import sockbench.load.crowd.Lifetime.Ending;
import sockbench.load.transport.RequestBody;
import sockbench.load.transport.SourceRotation;
import sockbench.results.Cell;
import sockbench.results.Question;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Servers side by side whose connections come and go; between windows none has any.
public final class ChurningServers implements AutoCloseable {
    /// All that a server will meet.
    private static final Lifetime WARM_UP = new Lifetime(3, Ending.MIXED);

    private final MeasuredFork fork;
    private final StageWindows windows;
    private final RequestBody body;
    private final SourceRotation sources;
    private final int places;
    private final Map<MeasuredServer, Churn> churns = new LinkedHashMap<>();

    public ChurningServers(MeasuredFork fork) {
        this.fork = fork;
        this.windows = new StageWindows(fork);
        var spec = fork.spec();
        var cell = spec.cells().getFirst();
        this.body = new RequestBody(cell.bodyBytes(), spec.seed(), true);
        this.sources = new SourceRotation(fork.servers().reference().address(), spec.number());
        this.places = cell.connections();
    }

    /// Measures all stages of the fork.
    public void run() throws IOException {
        var conditions = fork.spec().cells().getFirst().withModel("");
        windows.notSteady(
                new CrowdWarmUp(
                                fork,
                                (server, length, sink) -> window(server, WARM_UP, length, sink))
                        .run(fork.servers().sound(), conditions));
        fork.measuringBegins();
        for (var stage : windows.stages()) {
            windows.measure(stage, 1, this::window);
        }
    }

    private void window(Slot slot, WindowSink sink) throws IOException {
        var cell = fork.cell(slot);
        var length = Duration.ofMillis(fork.spec().effort().windowMillis(cell));
        window(fork.server(slot), lifetime(cell), length, sink);
    }

    private static Lifetime lifetime(Cell cell) {
        var question = cell.question();
        boolean isReset = question == Question.CHURN_RESET || question == Question.CHURN_RESET_10;
        return new Lifetime(question.requestsEach(), isReset ? Ending.RESET : Ending.ORDERLY);
    }

    private void window(MeasuredServer server, Lifetime lifetime, Duration length, WindowSink sink)
            throws IOException {
        fork.window(server, () -> churn(server).window(length, lifetime), sink);
    }

    private Churn churn(MeasuredServer server) throws IOException {
        var churn = churns.get(server);
        if (churn == null) {
            churn = new Churn(server.address(), body, sources, places);
            churns.put(server, churn);
        }
        return churn;
    }

    @Override
    public void close() {
        churns.values().forEach(Churn::close);
    }
}
