package sockbench.run;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import sockbench.load.crowd.Crowd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Tests of commands that need a crowd of connections: skipped where there can be none.
public abstract class CrowdProcesses {
    protected BenchProcesses processes;

    @BeforeEach
    void ownPlace(@TempDir Path place) {
        assumeTrue(Crowd.unavailable().isEmpty(), () -> Crowd.unavailable().orElseThrow());
        processes = new BenchProcesses(place);
    }

    @AfterEach
    void endAll() {
        processes.close();
    }

    /// Asks questions in the shortest run there is.
    ///
    /// @param prefix of the command, e.g. a limit
    /// @return the exit status
    int smoke(List<String> prefix, String questions, String models)
            throws IOException, InterruptedException {
        return processes
                .run(
                        prefix,
                        List.of(),
                        "bench",
                        "--profile",
                        "smoke",
                        "--questions",
                        questions,
                        "--models",
                        models,
                        "--results",
                        processes.results().toString())
                .waitFor();
    }

    /// Recomputes the run from its files.
    ///
    /// @return the exit status
    int verify() throws IOException, InterruptedException {
        return processes.run("verify", processes.directory().path().toString()).waitFor();
    }
}
