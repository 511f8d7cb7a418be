package sockbench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChildJvmTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// A JVM complains about a class archive that does not exist, and starts all the same.
    @Test
    void complaintsOfTheJvmAreNoAnswers() throws IOException {
        try (var child = start("-XX:SharedArchiveFile=nowhere.jsa")) {
            assertThat(child.answer("a greeting", PATIENCE)).isEqualTo("hello");
        }
    }

    @Test
    void aChildThatSaysNothingIsEnded() throws IOException {
        var child = start("-XX:+UseSerialGC");
        child.answer("a greeting", PATIENCE);

        assertThatThrownBy(() -> child.answer("a word", Duration.ZERO))
                .isInstanceOf(ChildException.class)
                .hasMessage("the child gave no answer (a word) within 0 s");
        assertThatThrownBy(child::close).hasMessageContaining("ended with status 137");
    }

    private static ChildJvm start(String option) throws IOException {
        return ChildJvm.start(
                "child", List.of(option), List.of(Greeter.class.getName()), Pinning.parse("none"));
    }

    /// Greets, then waits for the end of its input.
    static final class Greeter {
        public static void main(String[] args) throws IOException {
            System.out.println("hello");
            System.in.readAllBytes();
        }
    }
}
