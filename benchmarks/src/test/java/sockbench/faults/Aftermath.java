package sockbench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import sockbench.findings.Findings;
import sockbench.measured.RecordedRun;
import sockbench.results.Fork;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.RunDirectory;
import sockbench.results.Verdict;
import sockbench.run.BenchProcesses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What has to hold after a fault.
final class Aftermath {
    private final Fault fault;
    private final BenchProcesses processes;
    private final int status;
    private final String output;

    Aftermath(Fault fault, BenchProcesses processes, int status) throws IOException {
        this.fault = fault;
        this.processes = processes;
        this.status = status;
        this.output = processes.output();
    }

    /// @param before forks that had ended when the fault happened
    /// @param hit whether the fork that it happened to was not among them
    void check(List<Fork> before, boolean hit) throws IOException, InterruptedException {
        assertThat(output).doesNotContain("\tat ").isNotBlank();
        var run = processes.found();
        if (run.isEmpty() || !Files.exists(run.get().file("plan.json"))) {
            assertThat(status).as("exit status").isNotZero();
            assertThat(fault.ending()).isNotEqualTo(Ending.WHOLE);
        } else {
            keepsWhatEnded(run.get(), before);
            tellsTheTruth(run.get());
            goesOnWhereItStopped(run.get());
        }
        saysWhatHappened(hit);
        leavesNoTemporaryFile();
    }

    private static void keepsWhatEnded(RunDirectory run, List<Fork> before) throws IOException {
        assertThat(run.forks()).as("forks that ended").containsAll(before);
    }

    /// A run is a success if it came to its end and nothing in it failed, and only then.
    private void tellsTheTruth(RunDirectory run) throws IOException {
        var failed = failed(run);
        boolean whole = Files.exists(run.file("report.html")) && failed.isEmpty();
        if (fault.ending() != Ending.STOPPED) {
            assertThat(status == 0).as("exit status %d says: whole", status).isEqualTo(whole);
        }
        assertThat(failed)
                .allSatisfy(fork -> assertThat(fork.reason()).isNotBlank().doesNotContain("\n"));
        if (!failed.isEmpty() && isComplete(run)) {
            assertThat(Findings.of(RecordedRun.read(run)))
                    .anyMatch(finding -> finding.verdict() == Verdict.FAILED);
        }
    }

    private void saysWhatHappened(boolean hit) throws IOException {
        switch (fault.ending()) {
            case STOPPED -> {
                assertThat(status).as("exit status").isNotZero();
                if (fault == Fault.RUNNER_TERMINATED && processes.found().isPresent()) {
                    var path = processes.directory().path();
                    assertThat(output).contains("kept: bench --resume " + path + " goes on");
                }
            }
            case FAILED_CELLS -> {
                if (!hit) {
                    return;
                }
                assertThat(failed(processes.directory())).isNotEmpty();
                assertThat(output).contains("forks FAILED; the report says why");
            }
            case FILE_NAMED -> {
                assertThat(status).as("exit status").isNotZero();
                assertThat(output)
                        .containsPattern(
                                "results/.* cannot be written: (No space left|File too large)");
            }
            case STARVED -> {
                // what had to be said is in the forks, see above
            }
            case WHOLE -> {
                assertThat(status).as("exit status").isZero();
                var run = processes.directory();
                assertThat(run.plan().cells())
                        .filteredOn(cell -> cell.cell().model().equals("IO_URING"))
                        .isNotEmpty()
                        .allSatisfy(
                                cell -> assertThat(cell.unavailable()).contains("io_uring_setup"));
            }
        }
    }

    private void goesOnWhereItStopped(RunDirectory run) throws IOException, InterruptedException {
        if (isComplete(run)) {
            succeeds("report", run);
        } else {
            var forks = run.forks();
            int again = processes.run("bench", "--resume", run.path().toString()).waitFor();

            assertThat(again).as("status of --resume").isEqualTo(failed(run).isEmpty() ? 0 : 1);
            assertThat(run.forks()).containsAll(forks);
            assertThat(run.plan().cells())
                    .filteredOn(PlannedCell::isAvailable)
                    .allSatisfy(planned ->
                            assertThat(run.forks())
                                    .filteredOn(fork -> fork.cell().equals(planned.cell()))
                                    .hasSize(FaultyRun.ROUNDS));
        }
        succeeds("verify", run);
    }

    private void succeeds(String command, RunDirectory run)
            throws IOException, InterruptedException {
        assertThat(processes.run(command, run.path().toString()).waitFor())
                .as("status of %s: %s", command, processes.output())
                .isZero();
    }

    private void leavesNoTemporaryFile() throws IOException {
        assertThat(names(processes.temporary())).allMatch(name -> name.endsWith(".lock"));
        assertThat(names(processes.place())).isSubsetOf("tmp", "results", "output", "trial");
        if (processes.found().isPresent()) {
            assertThat(names(processes.directory().path()))
                    .noneMatch(name -> name.endsWith(".half") || name.endsWith(".killed"));
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(Path::getFileName).map(Path::toString).toList();
        }
    }

    private static List<Fork> failed(RunDirectory run) throws IOException {
        return run.forks().stream().filter(fork -> fork.outcome() == Verdict.FAILED).toList();
    }

    private static boolean isComplete(RunDirectory run) {
        return Files.exists(run.file("manifest.json"));
    }
}
