package sockbench.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5.1234   | 5.07     | 5.17    | 5.12",
                "5.1234   | 4.5      | 5.7     | 5.1",
                "5.1234   | 4.98     | 5.27    | 5.12",
                "131437   | 129800   | 133100  | 131,400",
                "131437   | 128000   | 134900  | 131,000",
                "0.012345 | 0.0119   | 0.0127  | 0.0123",
                "999.96   | 990      | 1010    | 1,000",
                "7        | 1        | 20      | 7.0",
                "1.5      | 1.49999  | 1.50001 | 1.500",
                "64       | 64       | 64      | 64",
                "0        | 0        | 0       | 0",
            })
    void printsWhatTheIntervalKnows(double value, double low, double high, String text) {
        var printed = Digits.of(value, low, high).print(value);

        assertThat(printed).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1234567 | 1,234,567", "1234.567 | 1,230", "0.98765 | 0.988", "12.5 | 12.5"})
    void printsThreeDigitsWithoutAnInterval(double value, String text) {
        assertThat(Digits.print3(value)).isEqualTo(text);
    }
}
