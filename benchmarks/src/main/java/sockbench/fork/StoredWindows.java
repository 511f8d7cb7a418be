package sockbench.fork;

import sockbench.load.LoadResult;
import sockbench.load.transport.LoadFailure;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.Question;
import sockbench.results.Verdict;
import sockbench.results.Window;
import sockbench.results.WindowField;

import java.io.IOException;
import java.util.Map;

/// Puts a measured window where it belongs, or notes what prevented it.
final class StoredWindows implements WindowSink {
    private final MeasuredFork fork;
    private final Slot slot;
    private final ForkLog log;
    private final Cell cell;
    private final MeasuredServer server;

    StoredWindows(MeasuredFork fork, Slot slot) {
        this(fork, slot, fork.log());
    }

    StoredWindows(MeasuredFork fork, Slot slot, ForkLog log) {
        this.fork = fork;
        this.slot = slot;
        this.log = log;
        this.cell = fork.cell(slot);
        this.server = fork.server(slot);
    }

    @Override
    public void take(LoadResult load, Map<WindowField, Double> values) {
        var spec = fork.spec();
        var window =
                new Window(
                        spec.number(), cell, server.arm(), slot.block(), slot.position(), values);
        log.add(window);
        if (server.arm() == Arm.SUBJECT) {
            log.of(cell).window(server, load, window.isPreempted());
        }
    }

    /// A search for the capacity goes beyond it; elsewhere what is overloaded has no latency.
    @Override
    public void failed(LoadFailure failure) {
        if (failure.verdict() != Verdict.OVERLOAD) {
            server.end(failure.verdict(), reason(failure));
        } else if (cell.question() != Question.CAPACITY) {
            log.overloaded(server, cell);
            if (server.arm() == Arm.SUBJECT) {
                log.of(cell).end(Verdict.OVERLOAD, String.valueOf(failure.getMessage()));
            }
        }
    }

    private String reason(LoadFailure failure) {
        try {
            server.counters();
            return String.valueOf(failure.getMessage());
        } catch (IOException serverEnded) {
            return failure.getMessage() + "; " + serverEnded.getMessage();
        }
    }
}
