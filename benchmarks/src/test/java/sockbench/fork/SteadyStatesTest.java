package sockbench.fork;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import sockbench.fork.SteadyStates.WarmUpTarget;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.Question;

class SteadyStatesTest {
    private static final Cell CONDITIONS =
            new Cell(Question.THROUGHPUT, "", 64, 64, LoopType.CLOSED, 0, 0);

    private final WarmUpTarget first = line(Arm.REFERENCE, "REACTOR");
    private final WarmUpTarget second = line(Arm.SUBJECT, "SELECT");
    private final SteadyStates states = new SteadyStates(80);
    private int rotation;

    @Test
    void isSteadyWhenNothingChanges() {
        for (int i = 0; i < 6; i++) {
            add(5, 0, 6, 0);
        }

        assertThat(states.reason(first)).isEmpty();
        assertThat(states.isSteady(second)).isTrue();
    }

    @Test
    void isNotSteadyBeforeThereAreWindowsEnough() {
        for (int i = 0; i < 5; i++) {
            add(5, 0, 6, 0);
        }

        assertThat(states.isSteady(first)).isFalse();
    }

    @Test
    void doesNotMindAMachineThatIsSlowForAll() {
        for (int i = 0; i < 6; i++) {
            double machine = i < 3 ? 1.35 : 1;
            add(5 * machine, 0, 6 * machine, 0);
        }

        assertThat(states.isSteady(first)).isTrue();
        assertThat(states.isSteady(second)).isTrue();
    }

    @Test
    void waitsForAServerThatIsStillBecomingFaster() {
        for (int i = 0; i < 6; i++) {
            add(10 * Math.pow(0.9, i), 0, 6, 0);
        }

        assertThat(states.reason(first)).startsWith("its cost changed by -");
    }

    @Test
    void waitsForCompilers() {
        for (int i = 0; i < 6; i++) {
            add(5, 40L * i, 6, 0);
        }

        assertThat(states.reason(first)).contains("compilers");
        assertThat(states.reason(second)).isEmpty();
    }

    @Test
    void doesNotTakeOneThatBecomesFasterForAllOthersBecomingSlower() {
        var fourth = line(Arm.SUBJECT, "POLLING");
        var third = line(Arm.SUBJECT, "NETTY_NIO");
        for (int i = 0; i < 6; i++) {
            add(5, 0, 6, 0);
            states.add(fourth, rotation, 7, 0);
            states.add(third, rotation, 1000 * Math.pow(0.5, i), 0);
        }

        assertThat(states.isSteady(third)).isFalse();
        assertThat(states.isSteady(first)).isTrue();
    }

    private void add(double cost, long compiled, double otherCost, long otherCompiled) {
        rotation++;
        states.add(first, rotation, cost, compiled);
        states.add(second, rotation, otherCost, otherCompiled);
    }

    private static WarmUpTarget line(Arm arm, String model) {
        var server = MeasuredServer.notStarted(arm, model, "no server is needed here");
        return new WarmUpTarget(server, CONDITIONS);
    }
}
