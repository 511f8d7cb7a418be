package sockbench.fork;

import org.jspecify.annotations.Nullable;

import sockbench.host.Counters;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Verdict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The windows of a fork that one iteration of JMH measures as a whole, stage after stage. A server
/// that cannot go on keeps what was measured of it.
final class StageWindows {
    /// A window at a place of the fork; nothing happens if its server has ended.
    interface SlotWindow {
        void run(Slot slot, WindowSink sink) throws IOException;
    }

    private final MeasuredFork fork;

    StageWindows(MeasuredFork fork) {
        this.fork = fork;
    }

    /// The windows of each stage, in order.
    List<List<Slot>> stages() {
        var slots = new TreeMap<Integer, List<Slot>>();
        fork.spec()
                .slots()
                .forEach(slot ->
                        slots.computeIfAbsent(slot.stage(), stage -> new ArrayList<>()).add(slot));
        return List.copyOf(slots.values());
    }

    List<Cell> cells(List<Slot> stage) {
        return fork.spec().stages().get(stage.getFirst().stage()).cells();
    }

    /// Notes who did not become steady, for each of its cells and all that are measured against it.
    void notSteady(Map<MeasuredServer, String> reasons) {
        reasons.forEach((server, why) ->
                fork.spec().cells().stream()
                        .filter(cell -> concerns(server, cell))
                        .forEach(cell -> fork.log().of(cell).end(Verdict.NOT_STEADY, why)));
    }

    private boolean concerns(MeasuredServer server, Cell cell) {
        return server.equals(fork.servers().reference()) || server.equals(fork.servers().of(cell));
    }

    /// Measures a stage.
    ///
    /// @param rehearsals windows of each server that come before, because something is new to it
    void measure(List<Slot> slots, int rehearsals, SlotWindow window) throws IOException {
        var cells = cells(slots);
        if (fork.servers().reference().ended() == null) {
            for (int i = 0; i < rehearsals; i++) {
                for (var slot : slots.subList(0, cells.size() + 1)) {
                    window.run(slot, fork.rehearses(slot));
                }
            }
            var before = new HashMap<Cell, Counters>();
            for (var cell : cells) {
                var counters = counters(fork.servers().of(cell));
                if (counters != null) {
                    before.put(cell, counters);
                }
            }
            for (var slot : slots) {
                window.run(slot, fork.stores(slot));
            }
            for (var cell : cells) {
                sample(cell, before.get(cell), counters(fork.servers().of(cell)));
            }
        }
        cells.forEach(this::noteEnd);
    }

    private static @Nullable Counters counters(MeasuredServer server) throws IOException {
        return server.ended() == null ? server.counters() : null;
    }

    private void sample(Cell cell, @Nullable Counters before, @Nullable Counters after) {
        if (before == null || after == null) {
            return;
        }
        var server = fork.servers().of(cell);
        var log = fork.log().of(cell);
        log.sample(Metric.SERVER_THREADS, (double) (after.peakThreads() - server.threadsBefore()));
        log.sample(Metric.SERVER_REQUESTS, (double) (after.requests() - before.requests()));
        if (after.residentBytes() != Counters.UNKNOWN) {
            log.sample(Metric.SERVER_RESIDENT, (double) after.residentBytes());
        }
    }

    private void noteEnd(Cell cell) {
        for (var server : List.of(fork.servers().of(cell), fork.servers().reference())) {
            var ended = server.ended();
            if (ended != null) {
                fork.log().of(cell).end(ended.verdict(), server.model() + ": " + ended.reason());
            }
        }
    }
}
