package sockbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class NearestTest {
    private static final List<String> NAMES = List.of("EPOLL", "REACTOR", "MULTI_REACTOR", "NIO2");

    @ParameterizedTest
    @CsvSource({
        "EPOL, EPOLL",
        "poll, EPOLL",
        "raector, REACTOR",
        "multireactor, MULTI_REACTOR",
        "multi-reactor, MULTI_REACTOR",
        "nio, NIO2"
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(Nearest.to(typed, NAMES)).isEqualTo(meant);
    }
}
