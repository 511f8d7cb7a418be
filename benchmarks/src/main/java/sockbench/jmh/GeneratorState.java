package sockbench.jmh;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.infra.ThreadParams;
import org.openjdk.jmh.runner.IterationType;

import sockbench.fork.ConnectionSets;
import sockbench.fork.MeasuredFork;
import sockbench.fork.OfferedRates;
import sockbench.fork.Slot;
import sockbench.fork.ThreadWindows;
import sockbench.fork.WarmUpRotation;
import sockbench.results.Arm;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/// One generator thread: JMH's own, with its share of the connections to every server of the fork.
///
/// A window of a subject is an iteration of JMH's. The windows of the reference lie between.
///
///     JMH      | iteration |                       | iteration | iteration |
///     windows  | subject 1 | reference | reference | subject 1 | subject 2 |
@State(Scope.Thread)
public class GeneratorState {
    private MeasuredFork fork;
    private ConnectionSets generators;
    private ThreadWindows windows;
    private Iterator<Slot> slots;
    private Duration length;
    private @Nullable Slot next;
    private @Nullable Slot current;
    private int rehearsals;

    @Setup(Level.Trial)
    public void warmUp(ForkState experiment, ThreadParams thread) {
        this.fork = experiment.fork();
        var spec = fork.spec();
        int index = thread.getThreadIndex();
        int threads = thread.getThreadCount();
        generators = new ConnectionSets(spec.seed(), index, threads);
        var offers = new OfferedRates(spec, index, threads);
        windows = new ThreadWindows(fork, generators, offers);
        slots = spec.slots().iterator();
        length = Duration.ofMillis(spec.effort().windowMillis());
        new WarmUpRotation(fork, generators, windows, offers).run();
    }

    @Setup(Level.Iteration)
    public void begin(IterationParams iteration) {
        if (iteration.getType() == IterationType.WARMUP) {
            current = rehearsal();
        } else {
            if (next == null) {
                fork.measuringBegins();
                referencesUntilNextSubject();
            }
            current = next;
        }
        if (current != null) {
            windows.begin(fork.server(current), fork.cell(current), current.block());
        }
    }

    /// The one operation of every question: completes one request.
    void completeOne() {
        windows.complete();
    }

    @TearDown(Level.Iteration)
    public void finish(IterationParams iteration) {
        if (current == null) {
            return;
        }
        if (iteration.getType() == IterationType.WARMUP) {
            windows.finish(fork.rehearses(current));
        } else {
            windows.finish(fork.stores(current));
            referencesUntilNextSubject();
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        generators.close();
    }

    /// Lets JMH's own loop be compiled, and what is done between iterations: a window of each
    /// subject in turn, which nobody counts.
    private Slot rehearsal() {
        List<Slot> subjects =
                fork.spec().slots().stream()
                        .filter(slot -> slot.arm(fork.spec().stages()) == Arm.SUBJECT)
                        .toList();
        return subjects.get(rehearsals++ % subjects.size());
    }

    private void referencesUntilNextSubject() {
        next = null;
        while (next == null && slots.hasNext()) {
            var slot = slots.next();
            if (slot.arm(fork.spec().stages()) == Arm.SUBJECT) {
                next = slot;
            } else {
                windows.run(
                        fork.server(slot),
                        fork.cell(slot),
                        slot.block(),
                        length,
                        fork.stores(slot));
            }
        }
    }
}
