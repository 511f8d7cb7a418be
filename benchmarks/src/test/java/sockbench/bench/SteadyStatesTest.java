package sockbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import sockbench.bench.SteadyStates.Line;
import sockbench.results.Cell;
import sockbench.results.Loop;
import sockbench.results.Question;
import sockbench.results.Verdict;

class SteadyStatesTest {
    private static final Cell CONDITIONS = new Cell(Question.THROUGHPUT, "", 64, 64, Loop.CLOSED, 0, 0);

    private final Line first = line("EPOLL");
    private final Line second = line("SELECT");
    private final SteadyStates states = new SteadyStates(80);

    @Test
    void isSteadyWhenNothingChanges() {
        for (int i = 0; i < 6; i++) {
            add(5, 0, 6, 0);
        }

        assertThat(states.areSteady()).isTrue();
        assertThat(states.reason(first)).isEmpty();
    }

    @Test
    void isNotSteadyBeforeThereAreWindowsEnough() {
        for (int i = 0; i < 5; i++) {
            add(5, 0, 6, 0);
        }

        assertThat(states.areSteady()).isFalse();
    }

    @Test
    void doesNotMindAMachineThatIsSlowForAll() {
        for (int i = 0; i < 6; i++) {
            double machine = i < 3 ? 1.35 : 1;
            add(5 * machine, 0, 6 * machine, 0);
        }

        assertThat(states.areSteady()).isTrue();
    }

    @Test
    void waitsForAServerThatIsStillBecomingFaster() {
        for (int i = 0; i < 6; i++) {
            add(10 * Math.pow(0.9, i), 0, 6, 0);
        }

        assertThat(states.areSteady()).isFalse();
        assertThat(states.reason(first)).startsWith("its cost changed by -");
    }

    @Test
    void waitsForCompilers() {
        for (int i = 0; i < 6; i++) {
            add(5, 40L * i, 6, 0);
        }

        assertThat(states.areSteady()).isFalse();
        assertThat(states.reason(first)).contains("compilers");
        assertThat(states.reason(second)).isEmpty();
    }

    @Test
    void doesNotWaitForAServerThatHasFailed() {
        for (int i = 0; i < 6; i++) {
            add(10 * Math.pow(0.9, i), 0, 6, 0);
            // the mean of both moves as well, so the second is not steady against it
        }
        first.server().end(Verdict.FAILED, "gone");
        second.server().end(Verdict.FAILED, "gone");

        assertThat(states.areSteady()).isTrue();
    }

    private void add(double cost, long compiled, double otherCost, long otherCompiled) {
        states.add(first, cost, compiled);
        states.add(second, otherCost, otherCompiled);
    }

    private static Line line(String model) {
        var server = MeasuredServer.target("127.0.0.1:1", model);
        return new Line(server, CONDITIONS);
    }
}
