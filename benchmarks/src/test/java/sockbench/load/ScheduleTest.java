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

    /// Of 100,000 draws, a share of 1/8 has a standard deviation of 0.001.
    @Test
    void theConnectionIsDrawnAnewForEachRequest() {
        var schedule = Schedule.constant(RATE, 7);
        int draws = 100_000;
        int[] requests = new int[8];
        int repeats = 0;
        int before = -1;
        schedule.restart();
        for (int i = 0; i < draws; i++) {
            int connection = schedule.connection(requests.length);
            requests[connection]++;
            repeats += connection == before ? 1 : 0;
            before = connection;
            schedule.next();
        }

        assertThat(1.0 * repeats / draws).isCloseTo(0.125, within(0.005));
        for (int count : requests) {
            assertThat(1.0 * count / draws).isCloseTo(0.125, within(0.005));
        }
    }

    /// Gaps between the requests of one connection vary as much as their mean.
    @Test
    void theRequestsOfOneConnectionAreAPoissonProcessToo() {
        var schedule = Schedule.poisson(RATE, 3);
        double[] gaps = new double[2_000];
        double last = 0;
        long due = schedule.restart();
        for (int found = 0; found < gaps.length; due = schedule.next()) {
            if (schedule.connection(64) == 63) {
                gaps[found++] = due - last;
                last = due;
            }
        }

        double p =
                new KolmogorovSmirnovTest()
                        .kolmogorovSmirnovTest(new ExponentialDistribution(64e9 / RATE), gaps);

        assertThat(p).isGreaterThan(0.01);
    }

    @Test
    void theSameSeedGivesTheSameSchedule() {
        var one = Schedule.poisson(RATE, 7);
        var other = Schedule.poisson(RATE, 7);

        assertThat(one.restart()).isEqualTo(other.restart());
        assertThat(one.next()).isEqualTo(other.next());
        assertThat(one.connection(1_000_000)).isEqualTo(other.connection(1_000_000));
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
