package sockbench.fork;

import org.jspecify.annotations.Nullable;

import sockbench.load.crowd.Census;
import sockbench.load.crowd.Crowd;
import sockbench.load.crowd.RequestMix;
import sockbench.load.transport.RequestBody;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Verdict;
import sockbench.results.Window;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// One server that is given more and more connections, beside the reference, which keeps the first.
/// At each number it must answer on every connection; then all are silent for a while; then some
/// are busy, in windows that alternate with windows of the reference.
///
/// The reference is the witness of the machine's speed: its windows are always of 64 busy
/// connections, so a ratio says *so many times the cost of the reference with 64*, and ratios of
/// different numbers of connections can be compared with each other.
public final class Staircase implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofMillis(250);
    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(10);

    private final MeasuredFork fork;
    private final MeasuredServer subject;
    private final MeasuredServer reference;
    private final Crowd crowd;
    private final Crowd witnesses;
    private final List<Cell> cells;
    private final int first;
    private final MemoryGrowth memory;

    private int step;
    private @Nullable Cell held;

    public Staircase(MeasuredFork fork) throws IOException {
        this.fork = fork;
        this.cells = fork.spec().cells();
        var most = cells.stream().mapToInt(Cell::connections).max().orElseThrow();
        this.first = cells.stream().mapToInt(Cell::connections).min().orElseThrow();
        this.subject = fork.servers().of(cells.getFirst());
        this.reference = fork.servers().reference();
        this.memory = new MemoryGrowth(subject);
        this.crowd = crowd(subject, most);
        this.witnesses = crowd(reference, first);
    }

    private Crowd crowd(MeasuredServer server, int most) throws IOException {
        var spec = fork.spec();
        var body = new RequestBody(cells.getFirst().bodyBytes(), spec.seed(), true);
        return Crowd.fewBusy(server.address(), body, most);
    }

    /// A server that fails has failed from the number of connections on that it was given last.
    public void climb() throws InterruptedException {
        try {
            begin();
            steps();
        } catch (IOException gone) {
            endFrom(Verdict.FAILED, String.valueOf(gone.getMessage()));
        }
    }

    private void begin() throws IOException {
        for (var census : List.of(grow(subject, crowd, first), grow(reference, witnesses, first))) {
            if (!census.isComplete()) {
                throw new IOException(
                        "the first %d connections: %s".formatted(first, census.obstacle()));
            }
        }
        new CrowdWarmUp(fork, (server, length, sink) -> window(server, first, length, sink))
                .run(List.of(reference, subject), cells.getFirst().withModel(""))
                .forEach((server, why) ->
                        cells.forEach(cell -> fork.log().of(cell).end(Verdict.NOT_STEADY, why)));
        fork.measuringBegins();
    }

    private void steps() throws IOException, InterruptedException {
        for (; step < cells.size(); step++) {
            var cell = cells.get(step);
            if (cell.question() == Question.SCALE) {
                var census = hold(cell);
                if (!census.isComplete()) {
                    var obstacle = census.obstacle(subject.lastWords());
                    fork.log().of(cell).remark(obstacle);
                    step++;
                    endFrom(Verdict.OVERLOAD, obstacle);
                    return;
                }
                held = cell;
            } else {
                windows(cell);
            }
        }
        letGo();
    }

    private void endFrom(Verdict verdict, String reason) {
        cells.subList(step, cells.size()).forEach(cell -> fork.log().of(cell).end(verdict, reason));
    }

    private Census hold(Cell cell) throws IOException, InterruptedException {
        if (cell.connections() > first) {
            memory.begin();
        }
        var log = fork.log().of(cell);
        var census = grow(subject, crowd, cell.connections());
        log.sample(Metric.CONNECTIONS_ANSWERED, census.answered());
        log.sample(Metric.CONNECTING_SECONDS, census.openingSeconds());
        var counters = subject.counters();
        if (counters != null) {
            log.sample(
                    Metric.SERVER_THREADS,
                    (double) (counters.peakThreads() - subject.threadsBefore()));
        }
        if (census.isComplete()) {
            memory.sample(log, cell.connections() - first);
            silence(cell);
        }
        return census;
    }

    private static Census grow(MeasuredServer server, Crowd crowd, int connections)
            throws IOException {
        server.begin();
        try {
            return crowd.growTo(connections);
        } finally {
            server.end();
        }
    }

    private void silence(Cell cell) throws IOException, InterruptedException {
        var before = subject.begin();
        long started = System.nanoTime();
        Thread.sleep(SILENCE);
        long ended = System.nanoTime();
        var after = subject.end();
        if (before == null || after == null) {
            return;
        }
        var values = WindowValues.ofSilence(started, ended, before, after);
        fork.log().add(new Window(fork.spec().number(), cell, Arm.SUBJECT, 1, 1, values));
    }

    private void windows(Cell cell) throws IOException {
        var length = Duration.ofMillis(fork.spec().effort().windowMillis());
        var slots =
                fork.spec().slots().stream()
                        .filter(slot ->
                                fork.spec().stages().get(slot.stage()).cells().contains(cell))
                        .toList();
        // What the number of connections is new to is not measured.
        for (var slot : List.of(slots.getFirst(), slots.get(1))) {
            window(fork.server(slot), cell.busyConnections(), length, fork.rehearses(slot));
        }
        var before = subject.counters();
        for (var slot : slots) {
            window(fork.server(slot), cell.busyConnections(), length, fork.stores(slot));
        }
        for (var server : List.of(subject, reference)) {
            var ended = server.ended();
            if (ended != null) {
                throw new IOException(server.model() + ": " + ended.reason());
            }
        }
        var after = subject.counters();
        if (before != null && after != null) {
            fork.log()
                    .of(cell)
                    .sample(
                            Metric.SERVER_REQUESTS,
                            (double) (after.requests() - before.requests()));
        }
    }

    /// @param busy connections of the subject; of the reference all are
    private void window(MeasuredServer server, int busy, Duration length, WindowSink sink)
            throws IOException {
        fork.window(
                server,
                () ->
                        server.equals(subject)
                                ? crowd.window(busy, length, RequestMix.plain())
                                : witnesses.window(first, length, RequestMix.plain()),
                sink);
    }

    /// How long until the server has noticed that all have gone.
    private void letGo() throws IOException {
        long started = System.nanoTime();
        subject.begin();
        crowd.close();
        var counters = subject.counters();
        while (counters != null && counters.connections() > 0) {
            if (System.nanoTime() - started > LONGEST_CLOSING.toNanos()) {
                return;
            }
            counters = subject.counters();
        }
        fork.log()
                .of(Objects.requireNonNull(held))
                .sample(Metric.CLOSING_SECONDS, (System.nanoTime() - started) / 1e9);
    }

    @Override
    public void close() {
        crowd.close();
        witnesses.close();
    }
}
