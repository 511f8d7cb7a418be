package sockbench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `docs/reliability.md` promises what tests hold.
class ReliabilityPageTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");

    @Test
    void hasARowOfEveryFault() throws IOException {
        var page = Files.readString(FaultTable.PAGE);

        assertThat(Stream.of(Fault.values()))
                .allSatisfy(fault ->
                        assertThat(page)
                                .contains("| %s | %s |".formatted(fault.words(), fault.promise())));
    }

    @Test
    void everyPromiseWasKeptEachTime() throws IOException {
        var rows =
                Pattern.compile("\\| kept (\\d+) of (\\d+) \\|")
                        .matcher(Files.readString(FaultTable.PAGE));

        assertThat(rows.results())
                .hasSize(Fault.values().length)
                .allSatisfy(
                        row -> assertThat(row.group(1)).isEqualTo(row.group(2)).isNotEqualTo("0"));
    }

    @Test
    void namesTestsThatExist() throws IOException {
        var names = TEST.matcher(Files.readString(FaultTable.PAGE)).results().map(m -> m.group(1));

        assertThat(names)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(exists(name)).as(name).isTrue());
    }

    private static boolean exists(String test) throws IOException {
        for (var module : new String[] {"models", "benchmarks"}) {
            try (var files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                if (files.anyMatch(file -> file.endsWith(test + ".java"))) {
                    return true;
                }
            }
        }
        return false;
    }
}
