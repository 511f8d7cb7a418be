package sockbench.results;

import sockbench.results.LatencyLog.Source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes a run that was killed fit to be gone on with: what a fork wrote before it could say how it
/// ended is taken out, and so is a last row that was cut off. Forks that ended lose nothing.
///
/// Each file is kept beside the new one until that is whole, so a repair that is killed as well can
/// be begun again.
public final class RunRepair {
    private final RunDirectory run;

    public RunRepair(RunDirectory run) {
        this.run = run;
    }

    /// @throws IOException in one line if a file cannot be read or written
    public void repair() throws IOException {
        for (var name : List.of("forks.csv", "windows.csv", "samples.csv", LatencyLog.NAME)) {
            if (Files.exists(kept(name))) {
                Files.move(kept(name), run.file(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        var forks = run.forks();
        var numbers = forks.stream().map(Fork::number).collect(Collectors.toSet());
        var ended =
                forks.stream()
                        .map(fork -> Source.of(fork.number(), fork.cell()))
                        .collect(Collectors.toSet());
        var windows =
                run.windows().stream()
                        .filter(window ->
                                window.arm() == Arm.REFERENCE
                                        ? numbers.contains(window.fork())
                                        : ended.contains(Source.of(window.fork(), window.cell())))
                        .toList();
        var samples =
                run.samples().stream()
                        .filter(sample -> ended.contains(Source.of(sample.fork(), sample.cell())))
                        .toList();
        replace("windows.csv", () -> run.appendWindows(windows));
        replace("samples.csv", () -> run.append(samples));
        replace(LatencyLog.NAME, () -> keepLatencies(ended));
        replace(
                "forks.csv",
                () -> {
                    for (var fork : forks) {
                        run.append(fork);
                    }
                });
    }

    private void keepLatencies(Set<Source> ended) throws IOException {
        var text = Files.readString(kept(LatencyLog.NAME));
        var whole = text.substring(0, text.lastIndexOf('\n') + 1);
        WholeFile.write(
                run.file(LatencyLog.NAME),
                whole.lines()
                        .filter(line -> LatencyLog.isOfAny(ended, line))
                        .map(line -> line + "\n")
                        .collect(Collectors.joining()));
    }

    private interface Rewriting {
        void run() throws IOException;
    }

    private void replace(String name, Rewriting rewriting) throws IOException {
        if (Files.exists(run.file(name))) {
            Files.move(run.file(name), kept(name));
            rewriting.run();
            Files.delete(kept(name));
        }
    }

    private Path kept(String name) {
        return run.file(name + ".killed");
    }
}
