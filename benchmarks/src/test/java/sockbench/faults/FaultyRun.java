package sockbench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;

import sockbench.findings.Findings;
import sockbench.measured.RecordedRun;
import sockbench.results.Fork;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.Verdict;
import sockbench.run.BenchProcesses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// One small run that a fault happens to, and what has to hold afterwards.
final class FaultyRun {
    private static final int ROUNDS = 2;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Fault fault;
    private final BenchProcesses processes;
    private final Random random;
    private final Set<ProcessHandle> family = new HashSet<>();

    FaultyRun(Fault fault, BenchProcesses processes, Random random) {
        this.fault = fault;
        this.processes = processes;
        this.random = random;
    }

    void check() throws IOException, InterruptedException {
        var bench =
                processes.run(
                        fault.prefix(),
                        List.of("-Dsockbench.forkDeadlineSeconds=1"),
                        "bench",
                        "--results",
                        processes.results().toString(),
                        "--profile",
                        "smoke",
                        "--models",
                        "REACTOR",
                        "--rounds",
                        Integer.toString(ROUNDS));
        List<Fork> before = List.of();
        if (!fault.isThereFromTheStart()) {
            before = strikeAtARandomMoment(bench);
        }
        int status = waitFor(bench);

        assertThat(processes.output()).doesNotContain("\tat ");
        assertThat(status).as("exit status").isNotZero();
        nothingRuns();
        if (Files.exists(processes.results())) {
            keepsWhatEnded(before);
            goesOnWhereItStopped();
        }
        leavesNoTemporaryFile();
    }

    private List<Fork> strikeAtARandomMoment(Process bench) {
        int forks = random.nextInt(ROUNDS);
        var delay = Duration.ofMillis(random.nextInt(1_500));
        Awaitility.await()
                .atMost(LONGEST)
                .until(() -> {
                    bench.descendants().forEach(family::add);
                    return processes.forksEnded() >= forks;
                });
        Awaitility.await()
                .atMost(LONGEST)
                .pollDelay(delay)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    bench.descendants().forEach(family::add);
                    return fault.strike(bench);
                });
        try {
            return Files.exists(processes.results()) ? processes.directory().forks() : List.of();
        } catch (IOException | RuntimeException beingWritten) {
            return List.of();
        }
    }

    private int waitFor(Process bench) {
        Awaitility.await()
                .atMost(LONGEST)
                .until(() -> {
                    bench.descendants().forEach(family::add);
                    return !bench.isAlive();
                });
        return bench.exitValue();
    }

    private void nothingRuns() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(family).as("processes").noneMatch(ProcessHandle::isAlive));
    }

    private void keepsWhatEnded(List<Fork> before) throws IOException {
        var run = RecordedRun.read(processes.directory());
        assertThat(run.forks()).as("forks that ended").containsAll(before);
        if (!fault.endsTheRunner() && !fault.isThereFromTheStart()) {
            assertThat(Findings.of(run))
                    .anySatisfy(finding -> {
                        assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
                        assertThat(finding.reason()).isNotBlank();
                    });
            assertThat(processes.output()).contains("forks FAILED; the report says why");
        }
        if (fault == Fault.RUNNER_TERMINATED) {
            assertThat(processes.output())
                    .contains("kept: bench --resume " + processes.directory().path() + " goes on");
        }
    }

    private void goesOnWhereItStopped() throws IOException, InterruptedException {
        var run = processes.directory();
        if (Files.exists(run.file("manifest.json"))) {
            return;
        }
        var forks = run.forks();
        int status = processes.run("bench", "--resume", run.path().toString()).waitFor();

        var failed = run.forks().stream().anyMatch(fork -> fork.outcome() == Verdict.FAILED);
        assertThat(status).as("status of --resume").isEqualTo(failed ? 1 : 0);
        assertThat(run.forks()).containsAll(forks);
        assertThat(run.plan().cells())
                .filteredOn(PlannedCell::isAvailable)
                .allSatisfy(planned ->
                        assertThat(run.forks())
                                .filteredOn(fork -> fork.cell().equals(planned.cell()))
                                .hasSize(ROUNDS));
        assertThat(processes.run("verify", run.path().toString()).waitFor())
                .as("status of verify: %s", processes.output())
                .isZero();
    }

    private void leavesNoTemporaryFile() throws IOException {
        try (var files = Files.list(processes.temporary())) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .allMatch(name -> name.endsWith(".lock"));
        }
    }
}
