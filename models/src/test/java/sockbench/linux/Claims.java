package sockbench.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What our code takes C expressions to be, and what the compiler and the headers of this machine
/// make of them.
public final class Claims {
    /// The compiler names the line of what it rejects. Ours are numbered apart from the rest.
    private static final Pattern REJECTED = Pattern.compile("(?m)^expressions:(\\d+):");

    private static final String ALWAYS =
            """
            #define _GNU_SOURCE
            #include <stddef.h>
            #include <stdio.h>
            """;

    private final String headers;
    private final Map<String, Long> ours = new LinkedHashMap<>();

    /// @param headers the lines that include them
    public Claims(String headers) {
        this.headers = headers;
    }

    public void struct(String type, long bytes) {
        constant("sizeof(" + type + ")", bytes);
    }

    public void field(String type, String name, long offset) {
        constant("offsetof(" + type + ", " + name + ")", offset);
    }

    public void constant(String expression, long value) {
        ours.put(expression, value);
    }

    /// Our values by expression, in the order they were claimed in.
    public Map<String, Long> ours() {
        return Collections.unmodifiableMap(ours);
    }

    /// What a C program prints for each of our expressions. Those that the headers do not know are
    /// left out. Without a C compiler the test is aborted.
    ///
    /// @param directory where to build it
    public Map<String, Long> compiled(Path directory) throws IOException, InterruptedException {
        var known = new ArrayList<>(ours.keySet());
        for (var complaint = compile(directory, known);
                !complaint.isEmpty();
                complaint = compile(directory, known)) {
            var rejected =
                    REJECTED.matcher(complaint)
                            .results()
                            .map(line -> known.get(Integer.parseInt(line.group(1)) - 1))
                            .toList();

            assertThat(rejected).as("%s", complaint).isNotEmpty();
            known.removeAll(rejected);
        }
        return print(directory, known);
    }

    /// @return nothing, or what the compiler says against it
    private String compile(Path directory, List<String> expressions)
            throws IOException, InterruptedException {
        var source = new StringBuilder(ALWAYS).append(headers);
        source.append("int main(void) {\n#line 1 \"expressions\"\n");
        for (var expression : expressions) {
            source.append("printf(\"%ld\\n\", (long) (").append(expression).append("));\n");
        }
        source.append("}\n");
        Files.writeString(directory.resolve("claims.c"), source);
        var compiler =
                start(
                        new ProcessBuilder("cc", "-w", "-o", "claims", "claims.c")
                                .directory(directory.toFile())
                                .redirectErrorStream(true));
        var said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return compiler.waitFor() == 0 ? "" : said;
    }

    private static Process start(ProcessBuilder compiler) {
        try {
            return compiler.start();
        } catch (IOException notInstalled) {
            return abort("no C compiler to compare with: " + notInstalled.getMessage());
        }
    }

    private static Map<String, Long> print(Path directory, List<String> expressions)
            throws IOException {
        var printed = new LinkedHashMap<String, Long>();
        var program = new ProcessBuilder(directory.resolve("claims").toString()).start();
        try (var lines = program.inputReader()) {
            for (var expression : expressions) {
                printed.put(expression, Long.valueOf(lines.readLine()));
            }
        }
        return printed;
    }
}
