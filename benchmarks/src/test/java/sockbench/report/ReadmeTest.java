package sockbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The README's tables are those of the runs it names: each of the one whose brief was linked last
/// before it. To refresh one: `java -jar benchmarks/target/benchmarks.jar report results/RUN --into
/// README.md`.
class ReadmeTest {
    private static final Path README = Path.of("../README.md");
    private static final Pattern RUN = Pattern.compile("results/([^/)`]+)/brief\\.md");

    @ParameterizedTest
    @ValueSource(strings = {"numbers", "scale", "handlers"})
    void itsTablesComeFromTheRunsItNames(String name) throws IOException {
        var readme = Files.readString(README);
        int mark = readme.indexOf("<!-- sockbench:" + name + " -->");
        assertThat(mark).as("the mark of " + name).isPositive();
        var runs = RUN.matcher(readme.substring(0, mark)).results().toList();
        assertThat(runs).as("a link to the brief of a run").isNotEmpty();
        var run = new RunDirectory(Path.of("../results", runs.getLast().group(1)));

        var table = Report.of(run).tables().getOrDefault(name, "");

        assertThat(table).isNotEmpty();
        assertThat(readme).isEqualTo(new MarkedBlock(name).replace(readme, table));
    }
}
