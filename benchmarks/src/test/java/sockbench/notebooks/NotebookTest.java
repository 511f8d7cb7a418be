package sockbench.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;

import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.results.Cell;
import sockbench.results.Loop;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.results.Sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/// Runs the cells of the notebook, in order, as a Java kernel would.
class NotebookTest {
    private static final Path NOTEBOOK = Path.of("../notebooks/samples.ipynb");

    @TempDir Path results;

    @Test
    void everyCellRunsOnARun() throws IOException {
        var cell = new Cell(Question.THROUGHPUT, "REACTOR", 64, 64, Loop.CLOSED, 0, 0);
        var run = new RunDirectory(results.resolve("a-run"));
        run.append(
                List.of(
                        new Sample(cell, 1, 1, 1, Metric.SERVER_CPU, 5),
                        new Sample(cell, 1, 1, 2, Metric.SERVER_CPU, 7),
                        new Sample(cell, 2, 2, 1, Metric.SERVER_CPU, 8)));

        assertThat(output(run.path()))
                .contains("a-run")
                .contains("3 samples of 1 models")
                .containsPattern("REACTOR 64 x 64 B +7.00 us \\(2 forks\\)");
    }

    private static String output(Path run) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
                var shell = JShell.builder().out(out).build()) {
            shell.eval("System.setProperty(\"run\", \"%s\");".formatted(run));
            for (var source : cells()) {
                runAll(shell, source);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void runAll(JShell shell, String source) {
        var rest = source;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo next =
                    shell.sourceCodeAnalysis().analyzeCompletion(rest);
            for (var event : shell.eval(next.source())) {
                assertThat(event.exception()).as(next.source()).isNull();
                assertThat(event.status()).as(next.source()).isEqualTo(Snippet.Status.VALID);
            }
            rest = next.remaining();
        }
    }

    private static List<String> cells() throws IOException {
        var notebook = JsonParser.parseString(Files.readString(NOTEBOOK)).getAsJsonObject();
        return StreamSupport.stream(notebook.getAsJsonArray("cells").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(cell -> cell.get("cell_type").getAsString().equals("code"))
                .map(cell -> source(cell.getAsJsonArray("source")))
                .toList();
    }

    private static String source(Iterable<JsonElement> lines) {
        var source = new StringBuilder();
        lines.forEach(line -> source.append(line.getAsString()));
        return source.toString();
    }
}
