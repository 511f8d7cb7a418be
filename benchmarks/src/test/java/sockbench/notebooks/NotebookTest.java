package sockbench.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;

import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.results.Window;
import sockbench.results.WindowField;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// Runs the cells of the notebook, in order, as a Java kernel would.
class NotebookTest {
    private static final Path NOTEBOOK = Path.of("../notebooks/windows.ipynb");

    @TempDir Path results;

    @Test
    void everyCellRunsOnARun() throws IOException {
        var run = new RunDirectory(results.resolve("a-run"));
        run.appendWindows(
                List.of(
                        window("EPOLL", Arm.SUBJECT, 1, 900),
                        window("REACTOR", Arm.REFERENCE, 1, 1000),
                        window("EPOLL", Arm.SUBJECT, 2, 800),
                        window("REACTOR", Arm.REFERENCE, 2, 1000),
                        window("EPOLL", Arm.SUBJECT, 3, 1200),
                        window("REACTOR", Arm.REFERENCE, 3, 2000)));

        assertThat(output(run.path()))
                .contains("a-run")
                .contains("6 windows of 2 models")
                .containsPattern("EPOLL, throughput 64 64  0 +x 0.800 \\(1 forks\\)");
    }

    private static Window window(String model, Arm arm, int block, double cpuNanos) {
        var cell = new Cell(Question.THROUGHPUT, model, 64, 64, LoopType.CLOSED, 0, 0);
        return new Window(
                1,
                cell,
                arm,
                block,
                1,
                Map.of(WindowField.ANSWERED, 100.0, WindowField.SERVER_CPU_NS, cpuNanos));
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
