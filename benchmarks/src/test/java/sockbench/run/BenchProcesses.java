package sockbench.run;

import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Commands of the packaged jar in processes of their own, with a directory for temporary files of
/// their own: another run on the machine holds another lock.
public final class BenchProcesses implements AutoCloseable {
    private static final Pattern FORK =
            Pattern.compile("-Dsockbench\\.fork=\\S*?\"number\":(\\d+)");

    private final Path place;
    private final List<Process> started = new ArrayList<>();

    public BenchProcesses(Path place) {
        this.place = place;
    }

    public Process run(List<String> prefix, List<String> jvmOptions, String... arguments)
            throws IOException {
        var command = new ArrayList<>(prefix);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.io.tmpdir=" + Files.createDirectories(temporary())));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", System.getProperty("sockbench.jar")));
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .directory(place.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                        .start();
        started.add(process);
        return process;
    }

    public Process run(String... arguments) throws IOException {
        return run(List.of(), List.of(), arguments);
    }

    /// What all of them have printed so far.
    public String output() throws IOException {
        return Files.exists(log()) ? Files.readString(log()) : "";
    }

    /// The working directory of all of them.
    public Path place() {
        return place;
    }

    public Path temporary() {
        return place.resolve("tmp");
    }

    public Path results() {
        return place.resolve("results");
    }

    /// The only run.
    public RunDirectory directory() throws IOException {
        return found().orElseThrow();
    }

    /// The only run; empty if there is none.
    public Optional<RunDirectory> found() throws IOException {
        if (!Files.exists(results())) {
            return Optional.empty();
        }
        try (var runs = Files.list(results())) {
            return runs.findFirst().map(RunDirectory::new);
        }
    }

    /// 0 as long as there is no run.
    public long forksEnded() throws IOException {
        var run = found();
        return run.isEmpty()
                ? 0
                : run.get().forks().stream().map(fork -> fork.number()).distinct().count();
    }

    /// Servers that a run has started.
    public static Stream<ProcessHandle> servers(Process bench) {
        return having(bench, "sockbench.host.ServerMain");
    }

    /// JMH's forks that a run has started.
    public static Stream<ProcessHandle> forks(Process bench) {
        return having(bench, "org.openjdk.jmh.runner.ForkedMain");
    }

    /// The number of the fork that a process belongs to; 0 if it is the runner's own.
    public static int fork(ProcessHandle process) {
        return Stream.of(Optional.of(process), process.parent())
                .flatMap(Optional::stream)
                .flatMap(each -> each.info().commandLine().stream())
                .flatMap(line -> FORK.matcher(line).results())
                .map(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElse(0);
    }

    private static Stream<ProcessHandle> having(Process bench, String mainClass) {
        return bench.descendants()
                .filter(process ->
                        process.info().arguments().stream()
                                .flatMap(Stream::of)
                                .collect(Collectors.toSet())
                                .contains(mainClass));
    }

    private Path log() {
        return place.resolve("output");
    }

    @Override
    public void close() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }
}
