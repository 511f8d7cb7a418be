package sockbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkedBlockTest {
    private static final String DOCUMENT =
            """
            # Title
            <!-- sockbench:numbers -->
            old
            <!-- /sockbench:numbers -->
            after
            """;

    private final MarkedBlock block = new MarkedBlock("numbers");

    @Test
    void replacesWhatIsBetweenTheMarksAndNothingElse() {
        var replaced = block.replace(DOCUMENT, "| new |\n");

        assertThat(replaced)
                .isEqualTo(
                        """
                        # Title
                        <!-- sockbench:numbers -->

                        | new |

                        <!-- /sockbench:numbers -->
                        after
                        """);
    }

    @Test
    void replacingTwiceIsReplacingOnce() {
        var once = block.replace(DOCUMENT, "| new |");

        assertThat(block.replace(once, "| new |")).isEqualTo(once);
    }

    @Test
    void namesTheMarksThatAreMissing() {
        assertThatThrownBy(() -> block.replace("# Title", "| new |"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("<!-- sockbench:numbers -->");
    }
}
