package sockbench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import sockbench.results.LoopType;
import sockbench.results.Verdict;

class LoadRulesTest {
    private static final int REQUESTS = 10_000;
    private static final long ON_TIME_NANOS = 100_000;
    private static final long LATE_NANOS = 300_000;

    @Test
    void aGeneratorOnTimeIsNoLimit() {
        var ruling = LoadRules.verdict(result(0, REQUESTS));

        assertThat(ruling.verdict()).isEqualTo(Verdict.VALID);
        assertThat(ruling.reason()).isEqualTo("the schedule was kept and everything was completed");
    }

    @Test
    void latenessAboveTheJudgedPercentileIsSaidAndCondemnsNothingElse() {
        var ruling = LoadRules.verdict(result(REQUESTS / 200, REQUESTS));

        assertThat(ruling.verdict()).isEqualTo(Verdict.VALID);
        assertThat(ruling.reason()).endsWith("; GENERATOR_LIMITED at p99.9");
    }

    @Test
    void latenessAtTheJudgedPercentileIsALimitOfThat() {
        var ruling = LoadRules.verdict(result(REQUESTS / 50, REQUESTS));

        assertThat(ruling.verdict()).isEqualTo(Verdict.GENERATOR_LIMITED);
        assertThat(ruling.reason())
                .startsWith("late at p99, p99.9: p99 response time 300 µs, service time 100 µs");
    }

    @Test
    void sendingLessThanWasDueIsALimitOfAllOfThem() {
        var ruling = LoadRules.verdict(result(0, REQUESTS - REQUESTS / 50));

        assertThat(ruling.verdict()).isEqualTo(Verdict.GENERATOR_LIMITED);
        assertThat(ruling.reason()).startsWith("sent 98.0 % of what was due");
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
                LoopType.OPEN_POISSON,
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
