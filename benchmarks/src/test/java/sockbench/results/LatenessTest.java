package sockbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenessTest {
    @ParameterizedTest
    @CsvSource({
        "1000, 1000, false",
        "1049, 1000, false",
        "1051, 1000, true",
        "1000, 0, true",
        "0, 0, false",
    })
    void limitsWhereTheTwoDifferByMoreThanAFewPerCent(
            double response, double service, boolean limited) {
        assertThat(new Lateness(99, response, service).limits()).isEqualTo(limited);
    }

    /// One request in fifty waited for the generator.
    @Test
    void isJudgedAtThePercentileAndNotAtItsNeighbours() {
        var response = new Histogram(3);
        var service = new Histogram(3);
        response.recordValueWithCount(100_000, 98);
        response.recordValueWithCount(300_000, 2);
        service.recordValueWithCount(100_000, 100);

        assertThat(Lateness.at(50, response, service).limits()).isFalse();
        assertThat(Lateness.at(90, response, service).limits()).isFalse();
        assertThat(Lateness.at(99, response, service).limits()).isTrue();
    }

    @Test
    void saysWhichPercentileItIs() {
        assertThat(new Lateness(99.9, 300, 100).inWords())
                .isEqualTo("p99.9 response time 300 µs, service time 100 µs, limit is 5 % apart");
        assertThat(new Lateness(50, 1, 1).name()).isEqualTo("p50");
    }
}
