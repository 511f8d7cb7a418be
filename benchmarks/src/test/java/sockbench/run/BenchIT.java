package sockbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import sockbench.findings.Findings;
import sockbench.measured.RecordedRun;
import sockbench.models.Models;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.LatencyLog;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.RunDirectory;
import sockbench.results.Verdict;
import sockbench.results.Window;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The main job as a person runs it: the packaged jar, real JVMs, real sockets; left alone and
/// killed in every way.
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BenchIT {
    private BenchProcesses processes;

    @BeforeEach
    void ownPlace(@TempDir Path place) {
        processes = new BenchProcesses(place);
    }

    @AfterEach
    void endAll() {
        processes.close();
    }

    @Test
    void measuresEveryModelAndWritesAReport() throws IOException, InterruptedException {
        int status = bench("--profile", "smoke").waitFor();

        assertThat(processes.output()).contains("report: ");
        assertThat(status).isZero();
        var run = processes.directory();
        var available = run.plan().cells().stream().filter(PlannedCell::isAvailable).toList();
        assertThat(run.forks())
                .extracting(fork -> fork.cell())
                .containsExactlyInAnyOrderElementsOf(
                        available.stream().map(PlannedCell::cell).toList());
        assertThat(available)
                .extracting(cell -> cell.cell().model())
                .contains(
                        Stream.of(Models.values())
                                .filter(BenchIT::isHere)
                                .map(Models::name)
                                .toArray(String[]::new));
        assertThat(new LatencyLog(run).read()).hasSameSizeAs(run.forks());
        assertThat(run.windows())
                .extracting(Window::cell)
                .containsAll(available.stream().map(PlannedCell::cell).toList());
        assertThat(run.file("report.html")).content().contains("REACTOR");
        assertThat(jmhCells(run))
                .containsExactlyInAnyOrderElementsOf(
                        available.stream().map(cell -> name(cell.cell())).toList());
        assertThat(run.file("plan.json")).content().doesNotContain(processes.results().toString());
        assertThat(run.file("summary.csv")).exists();
        assertThat(run.file("brief.md")).exists();
    }

    @Test
    void keepsWhatWasMeasuredWhenTheRunnerIsKilled() throws IOException {
        var bench = bench("--profile", "smoke", "--models", "REACTOR", "--rounds", "50");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> processes.forksEnded() >= 2);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> BenchProcesses.servers(bench).findAny().isPresent());
        var family = bench.descendants().toList();
        bench.destroyForcibly();

        assertThat(family).isNotEmpty();
        Awaitility.await().until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(processes.directory().samples()).isNotEmpty();
        assertThat(Findings.of(RecordedRun.read(processes.directory())))
                .anySatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.FAILED));
    }

    @Test
    void failsTheCellWhoseServerIsKilledAndGoesOn() throws IOException, InterruptedException {
        var bench = bench("--profile", "smoke", "--models", "REACTOR", "--rounds", "3");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        BenchProcesses.servers(bench)
                                .map(ProcessHandle::destroyForcibly)
                                .findAny()
                                .isPresent());

        assertThat(bench.waitFor()).isEqualTo(1);
        assertThat(processes.directory().forks())
                .filteredOn(fork -> fork.outcome() == Verdict.FAILED)
                .isNotEmpty()
                .allSatisfy(fork -> assertThat(fork.number()).isEqualTo(1))
                .allSatisfy(fork -> assertThat(fork.reason()).contains("ended with status 137"));
        assertThat(processes.directory().forks()).extracting(Fork::number).contains(2, 3);
    }

    @Test
    void refusesToRunBesideAnotherRun() throws IOException, InterruptedException {
        var first = bench("--profile", "smoke", "--models", "REACTOR", "--rounds", "50");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> processes.forksEnded() >= 1);
        var second = bench("--profile", "smoke");

        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(processes.output()).contains("another run is under way");
        assertThat(first.isAlive()).isTrue();
    }

    @Test
    void comparesTwoBuildsSideBySide() throws IOException, InterruptedException {
        var jar = System.getProperty("sockbench.jar");
        int status =
                run("compare", "--live", jar, jar, "--models", "REACTOR", "--rounds", "2")
                        .waitFor();

        assertThat(processes.output())
                .contains("REACTOR, server_cpu_us_per_request: × ")
                .contains("2 forks; old against itself × ");
        assertThat(status).isZero();
        assertThat(processes.directory().forks())
                .extracting(fork -> fork.cell().model())
                .containsExactlyInAnyOrder("REACTOR", Cell.UNCHANGED, "REACTOR", Cell.UNCHANGED);
    }

    @Test
    void answersAWrongValueInOneLine() throws IOException, InterruptedException {
        int status = bench("--models", "EPOL").waitFor();

        assertThat(status).isEqualTo(2);
        assertThat(processes.output().lines().filter(line -> !line.isBlank()))
                .singleElement()
                .asString()
                .contains("there is no model EPOL; did you mean EPOLL?");
    }

    /// The cells that JMH itself has a result of.
    private static List<String> jmhCells(RunDirectory run) throws IOException {
        return run.readJson("jmh.json").getAsJsonArray().asList().stream()
                .map(result -> result.getAsJsonObject().getAsJsonObject("params"))
                .map(params ->
                        params.get("question").getAsString()
                                + " "
                                + params.get("model").getAsString())
                .toList();
    }

    private static String name(Cell cell) {
        return cell.question().id() + " " + cell.model();
    }

    private static boolean isHere(Models model) {
        return model.create().unavailable().isEmpty();
    }

    private Process bench(String... arguments) throws IOException {
        return run("bench", arguments);
    }

    private Process run(String name, String... arguments) throws IOException {
        var all = new ArrayList<>(List.of(name, "--results", processes.results().toString()));
        all.addAll(List.of(arguments));
        return processes.run(all.toArray(String[]::new));
    }
}
