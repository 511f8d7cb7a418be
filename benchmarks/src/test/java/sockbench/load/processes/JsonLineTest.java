package sockbench.load.processes;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import sockbench.load.LoadConfig;
import sockbench.load.LoadResult;
import sockbench.load.WarmUp;
import sockbench.results.LoopType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

class JsonLineTest {
    @Test
    void nothingOfAResultIsLost() {
        var result =
                new LoadResult(
                        LoopType.OPEN_POISSON,
                        2,
                        64,
                        Long.MAX_VALUE,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9,
                        10,
                        11,
                        12,
                        13,
                        histogram(1, 1_999, 60_000_000_000L),
                        histogram(1_000_001, 1_000_001),
                        histogram());

        var line = JsonLine.line(result);
        var read = JsonLine.read(line, LoadResult.class);

        assertThat(line).doesNotContain("\n");
        assertThat(read).isEqualTo(result);
        assertThat(read.response().getStartTimeStamp()).isEqualTo(1_700_000_000_000L);
        assertThat(read.response().getEndTimeStamp()).isEqualTo(1_700_000_010_000L);
    }

    @Test
    void nothingOfAConfigurationIsLost() {
        var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), 21_234);
        var config = LoadConfig.to(server).withConnections(7, 3).withoutLetters().withSeed(-1);

        assertThat(JsonLine.read(JsonLine.line(config), LoadConfig.class)).isEqualTo(config);
    }

    @Test
    void nothingOfAWarmUpIsLost() {
        var warmUp = new WarmUp(false, 0.1, List.of(1.0 / 3, 2e9), List.of(0L, 3L));

        assertThat(JsonLine.read(JsonLine.line(warmUp), WarmUp.class)).isEqualTo(warmUp);
    }

    private static Histogram histogram(long... values) {
        var histogram = new Histogram(60_000_000_000L, 3);
        for (long value : values) {
            histogram.recordValue(value);
        }
        histogram.setStartTimeStamp(1_700_000_000_000L);
        histogram.setEndTimeStamp(1_700_000_010_000L);
        return histogram;
    }
}
