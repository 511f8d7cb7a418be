package sockbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "THREAD_PER_CONNECTION ! THREAD_PER_CONNECTION",
                "_emphasis_             ! \\_emphasis\\_",
                "**bold** `code`        ! \\*\\*bold\\*\\* \\`code\\`",
                "[a](http://b)          ! \\[a\\](http://b)",
                "a | b                  ! a \\| b",
                "<img src=x>            ! &lt;img src=x>",
                "p < 0.001              ! p < 0.001",
                "&lt;                   ! &amp;lt;",
                "back\\slash            ! back\\\\slash",
            })
    void textStaysWhatItIs(String raw, String escaped) {
        assertThat(Markdown.escaped(raw)).isEqualTo(escaped);
    }
}
