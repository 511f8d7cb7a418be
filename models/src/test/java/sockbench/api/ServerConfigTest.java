package sockbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServerConfigTest {
    private final ServerConfig config = ServerConfig.loopback();

    @Test
    void takesABoundOnWhatIsUnsent() {
        assertThat(config.withMaxUnsentBytes(1 << 20).maxUnsentBytes()).isEqualTo(1 << 20);
    }

    @Test
    void saysWhichBoundsThereAre() {
        assertThatThrownBy(() -> config.withMaxUnsentBytes(65_536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxUnsentBytes must be 262144 to 67108864, was 65536");
    }
}
