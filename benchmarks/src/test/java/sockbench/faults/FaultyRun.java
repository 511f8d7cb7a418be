package sockbench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;

import sockbench.results.Fork;
import sockbench.run.BenchProcesses;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// One small run that a fault happens to.
final class FaultyRun {
    static final int ROUNDS = 2;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Fault fault;
    private final BenchProcesses processes;
    private final Random random;
    private final Set<ProcessHandle> family = new HashSet<>();

    /// Forks that had ended when the fault happened.
    private List<Fork> before = List.of();

    private int struck;

    FaultyRun(Fault fault, BenchProcesses processes, Random random) {
        this.fault = fault;
        this.processes = processes;
        this.random = random;
    }

    void check() throws IOException, InterruptedException {
        try {
            var bench = start();
            if (fault.strike() != null) {
                strikeAtARandomMoment(bench, fault.strike());
            }
            int status = waitFor(bench);
            nothingRuns();
            new Aftermath(fault, processes, status).check(before, isHit());
        } finally {
            fault.surroundings().leave();
        }
    }

    private Process start() throws IOException {
        var options = new ArrayList<>(fault.surroundings().jvmOptions());
        options.add("-Dsockbench.forkDeadlineSeconds=1");
        return processes.run(
                fault.surroundings().prefix(processes.results(), random),
                options,
                "bench",
                "--results",
                processes.results().toString(),
                "--profile",
                "smoke",
                "--models",
                fault == Fault.NO_URING ? "REACTOR,IO_URING" : "REACTOR",
                "--rounds",
                Integer.toString(ROUNDS));
    }

    /// Whether the fault came before the fork it happened to had written all it measured.
    private boolean isHit() {
        return before.stream().noneMatch(fork -> fork.number() == struck);
    }

    private void strikeAtARandomMoment(Process bench, Strike strike) {
        int forks = random.nextInt(ROUNDS);
        var delay = Duration.ofMillis(random.nextInt(1_500));
        Awaitility.await()
                .atMost(LONGEST)
                .until(() -> {
                    bench.descendants().forEach(family::add);
                    return processes.forksEnded() >= forks;
                });
        struck =
                Awaitility.await()
                        .atMost(LONGEST)
                        .pollDelay(delay)
                        .pollInterval(Duration.ofMillis(20))
                        .until(
                                () -> {
                                    bench.descendants().forEach(family::add);
                                    return strike.happens(bench);
                                },
                                Optional::isPresent)
                        .orElseThrow();
        try {
            var run = processes.found();
            before = run.isPresent() ? run.get().forks() : List.of();
        } catch (IOException | RuntimeException beingWritten) {
            before = List.of();
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
}
