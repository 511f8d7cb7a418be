import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/// Checks the format of every Java file below a directory, or repairs it.
///
/// Run by the build as a source file: `java -classpath … Format.java check|repair DIRECTORY`.
class Format {
    public static void main(String[] args) throws IOException {
        var repair = args[0].equals("repair");
        var root = Path.of(args[1]);

        var arguments = new ArrayList<>(List.of("--aosp"));
        arguments.addAll(
                repair ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        for (var sources : List.of("models/src", "benchmarks/src", ".mvn")) {
            try (var files = Files.walk(root.resolve(sources))) {
                files.map(Path::toString)
                        .filter(file -> file.endsWith(".java"))
                        .forEach(arguments::add);
            }
        }

        var formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
        var status = formatter.run(System.out, System.err, arguments.toArray(String[]::new));
        if (status != 0 && !repair) {
            System.out.println("The files above are not formatted. `mvn -Pformat` repairs them.");
        }
        System.exit(status);
    }
}
