package sockbench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import sockbench.results.Loop;
import sockbench.results.Verdict;

class JudgementTest {
    private static final int REQUESTS = 10_000;
    private static final long ON_TIME_NANOS = 100_000;
    private static final long LATE_NANOS = 300_000;

    @Test
    void aGeneratorOnTimeIsNoLimit() {
        var judgement = Judgement.of(result(0, REQUESTS));

        assertThat(judgement.verdict()).isEqualTo(Verdict.VALID);
        assertThat(judgement.reason())
                .isEqualTo("the schedule was kept and everything was completed");
    }

    @Test
    void latenessAboveTheJudgedPercentileIsSaidAndCondemnsNothingElse() {
        var judgement = Judgement.of(result(REQUESTS / 200, REQUESTS));

        assertThat(judgement.verdict()).isEqualTo(Verdict.VALID);
        assertThat(judgement.reason()).endsWith("; GENERATOR_LIMITED at p99.9");
    }

    @Test
    void latenessAtTheJudgedPercentileIsALimitOfThat() {
        var judgement = Judgement.of(result(REQUESTS / 50, REQUESTS));

        assertThat(judgement.verdict()).isEqualTo(Verdict.GENERATOR_LIMITED);
        assertThat(judgement.reason())
                .startsWith("late at p99, p99.9: p99 response time 300 µs, service time 100 µs");
    }

    @Test
    void sendingLessThanWasDueIsALimitOfAllOfThem() {
        var judgement = Judgement.of(result(0, REQUESTS - REQUESTS / 50));

        assertThat(judgement.verdict()).isEqualTo(Verdict.GENERATOR_LIMITED);
        assertThat(judgement.reason()).startsWith("sent 98.0 % of what was due");
    }

    private static LoadResult result(int late, long sent) {
        var response = new Histogram(3);
        var service = new Histogram(3);
        response.recordValueWithCount(ON_TIME_NANOS, REQUESTS - late);
        if (late > 0) {
            response.recordValueWithCount(LATE_NANOS, late);
        }
        service.recordValueWithCount(ON_TIME_NANOS, REQUESTS);
        return new LoadResult(
                Loop.OPEN_POISSON,
                1,
                64,
                REQUESTS,
                sent,
                sent,
                0,
                sent,
                1_000_000_000,
                0,
                0,
                0,
                0,
                0,
                response,
                service,
                new Histogram(3));
    }
}
