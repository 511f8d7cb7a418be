package sockbench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CpuBurnerTest {
    @Test
    void saysHowLongToWaitAfterComputing() {
        assertThat(new CpuBurner(1).burn(7L << Integer.SIZE | 3)).isEqualTo(7_000);
    }

    /// Any CPU makes some and none makes a hundred thousand in a microsecond: 100 GHz.
    @Test
    void measuresWhatThisCpuMakesInAMicrosecond() {
        assertThat(CpuBurner.calibrated().roundsPerMicro()).isBetween(1, 100_000);
    }

    @Test
    void refusesAComputationOfNothing() {
        assertThatThrownBy(() -> new CpuBurner(0))
                .hasMessage("roundsPerMicro must be 1 to 1000000, was 0");
    }
}
