package sockbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sockbench.host.Pinning;

class CpuSplitTest {
    @ParameterizedTest
    @CsvSource({
        "'0,1', '0', '1'",
        "'2-6', '2,3', '4,5,6'",
        "'3', '', ''",
    })
    void givesTheFirstHalfToTheGenerator(String cpus, String client, String server) {
        var split = CpuSplit.of(Pinning.parse(cpus).cpus());

        assertThat(split.client()).hasToString(client);
        assertThat(split.server()).hasToString(server);
    }
}
