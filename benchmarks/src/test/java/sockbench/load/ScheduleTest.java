package sockbench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final double RATE = 30_000;

    @Test
    void constantRequestsAreDueAtMultiplesOfTheGap() {
        var schedule = Schedule.constant(RATE, 1);
        long first = schedule.restart();

        assertThat(first).isBetween(0L, (long) (1e9 / RATE));
        for (int i = 1; i <= 3_000_000; i++) {
            assertThat(schedule.next()).isCloseTo(Math.round(first + i * 1e9 / RATE), within(1L));
        }
    }

    @Test
    void poissonGapsAreExponential() {
        var schedule = Schedule.poisson(RATE, 1);
        double[] gaps = new double[2_000];
        long due = schedule.restart();
        for (int i = 0; i < gaps.length; i++) {
            long next = schedule.next();
            gaps[i] = next - due;
            due = next;
        }

        double p =
                new KolmogorovSmirnovTest()
                        .kolmogorovSmirnovTest(new ExponentialDistribution(1e9 / RATE), gaps);

        assertThat(p).isGreaterThan(0.01);
    }

    @Test
    void poissonRequestsComeAtTheRate() {
        var schedule = Schedule.poisson(RATE, 1);
        int requests = 1_000_000;
        long due = schedule.restart();
        for (int i = 1; i < requests; i++) {
            due = schedule.next();
        }

        assertThat(requests * 1e9 / due).isCloseTo(RATE, within(0.003 * RATE));
    }

    @Test
    void theSameSeedGivesTheSameSchedule() {
        var one = Schedule.poisson(RATE, 7);
        var other = Schedule.poisson(RATE, 7);

        assertThat(one.restart()).isEqualTo(other.restart());
        assertThat(one.next()).isEqualTo(other.next());
    }

    @Test
    void everyIterationDrawsAnew() {
        var schedule = Schedule.poisson(RATE, 7);

        assertThat(schedule.restart()).isNotEqualTo(schedule.restart());
    }

    @Test
    void refusesARateThatIsNone() {
        assertThatThrownBy(() -> Schedule.constant(0, 1))
                .hasMessage("ratePerSecond must be above 0 and at most 1e9, was 0.0");
    }
}
