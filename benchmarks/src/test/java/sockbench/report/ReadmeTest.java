package sockbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The README's numbers are those of the run it names. To refresh them: `java -jar
/// benchmarks/target/benchmarks.jar report results/RUN --into README.md`.
class ReadmeTest {
    private static final Path README = Path.of("../README.md");
    private static final Pattern RUN = Pattern.compile("results/([^/)`]+)/brief\\.md");

    @Test
    void itsNumbersComeFromTheRunItNames() throws IOException {
        var readme = Files.readString(README);
        var named = RUN.matcher(readme);

        assertThat(named.find()).as("a link to the brief of a run").isTrue();
        var run = new RunDirectory(Path.of("../results", named.group(1)));
        var numbers = Report.of(run).numbers();

        assertThat(readme).isEqualTo(new MarkedBlock("numbers").replace(readme, numbers));
    }
}
