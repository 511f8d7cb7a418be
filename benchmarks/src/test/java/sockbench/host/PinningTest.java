package sockbench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PinningTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void refusesACpuThatIsNotThere() {
        assertThatThrownBy(() -> Pinning.parse("4000").usable("--server-cpus"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--server-cpus names CPU 4000, which is not there");
    }

    @Test
    void takesNoCpuAtAll() {
        assertThat(Pinning.parse("none").usable("--server-cpus").cpus().isEmpty()).isTrue();
    }
}
