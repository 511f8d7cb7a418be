package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sockbench.stats.Estimate.Center;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

class EstimateTest {
    /// The first sample of Student's sleep data (Biometrika 1908, data set `sleep` of R):
    /// `t.test(extra[group == 1])` gives 0.75 and -0.5297804 to 2.0297804. Here they are
    /// logarithms.
    @Test
    void givesStudentsIntervalForTheLogarithms() {
        var sleep = DoubleStream.of(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0);

        var hours = Estimate.of(Center.GEOMETRIC, sleep.map(Math::exp).toArray());

        assertThat(Math.log(hours.value())).isCloseTo(0.75, within(1e-12));
        assertThat(Math.log(hours.low())).isCloseTo(-0.5297804, within(1e-7));
        assertThat(Math.log(hours.high())).isCloseTo(2.0297804, within(1e-7));
        assertThat(hours.coverage()).isEqualTo(0.95);
        assertThat(hours.isShort()).isFalse();
    }

    @Test
    void staysAboveZeroHoweverForksScatter() {
        assertThat(Estimate.of(Center.GEOMETRIC, 1, 1000).low()).isPositive();
        assertThat(Estimate.of(Center.MEDIAN, 0, 0, 7).low()).isZero();
    }

    @Test
    void takesNoZeroIntoAGeometricMean() {
        assertThatThrownBy(() -> Estimate.of(Center.GEOMETRIC, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one was 0.0");
    }

    @Test
    void aCountThatIsTheSameInEveryForkIsExact() {
        assertThat(Estimate.of(Center.GEOMETRIC, 63, 63, 63))
                .isEqualTo(new Estimate(Center.GEOMETRIC, 63, 63, 63, 0.95, 3));
    }

    @Test
    void makesARatioAbsolute() {
        var ratio = Ratio.of(Math.log(0.8), Math.log(0.9));

        var estimate = Estimate.of(ratio, 10);

        assertThat(estimate.value()).isEqualTo(10 * ratio.value());
        assertThat(estimate.low()).isEqualTo(10 * ratio.low());
        assertThat(estimate.high()).isEqualTo(10 * ratio.high());
        assertThat(Estimate.of(Ratio.of(0), 10).hasInterval()).isFalse();
    }

    /// Published tables of intervals for the median, e.g. n = 9: from the 2nd to the 8th value,
    /// 96.1 %; n = 17: 5th to 13th, 95.1 %. Below six values none reaches 95 %.
    @ParameterizedTest
    @CsvSource({
        "2, 1, 0.500", "3, 1, 0.750", "4, 1, 0.875", "5, 1, 0.938", "6, 1, 0.969",
        "8, 1, 0.992", "9, 2, 0.961", "10, 2, 0.979", "12, 3, 0.961", "15, 4, 0.965",
        "17, 5, 0.951", "20, 6, 0.959"
    })
    void givesTheOrderStatisticsOfPublishedTables(int n, int k, double coverage) {
        var values = IntStream.rangeClosed(1, n).mapToDouble(i -> n + 1 - i).toArray();

        var estimate = Estimate.of(Center.MEDIAN, values);

        assertThat(estimate.value()).isEqualTo((n + 1) / 2.0);
        assertThat(estimate.low()).isEqualTo(k);
        assertThat(estimate.high()).isEqualTo(n + 1 - k);
        assertThat(estimate.coverage()).isCloseTo(coverage, within(0.0006));
        assertThat(estimate.isShort()).isEqualTo(n < 6);
    }

    @Test
    void claimsNothingFromOneFork() {
        for (var center : Center.values()) {
            var estimate = Estimate.of(center, 7);

            assertThat(estimate).isEqualTo(new Estimate(center, 7, 7, 7, 0, 1));
        }
    }

    @Test
    void isAsWideAsItsIntervalIsRelativeToItsValue() {
        assertThat(new Estimate(Center.GEOMETRIC, 200, 180, 220, 0.95, 5).relativeHalfWidth())
                .isEqualTo(0.1);
        assertThat(Estimate.of(Center.MEDIAN, 0, 0, 0).relativeHalfWidth()).isZero();
        assertThat(Estimate.of(Center.MEDIAN, 7).relativeHalfWidth()).isInfinite();
    }

    @Test
    void needsAFork() {
        assertThatThrownBy(() -> Estimate.of(Center.GEOMETRIC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("were 0");
    }

    @ParameterizedTest
    @CsvSource({"0.99, 368", "0.999, 3688", "0.9999, 36888"})
    void knowsHowManySamplesAPercentileNeeds(double quantile, int samples) {
        assertThat(SampleSize.forQuantile(quantile)).isEqualTo(samples);
    }
}
