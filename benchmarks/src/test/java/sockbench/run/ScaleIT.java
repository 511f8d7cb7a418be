package sockbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.findings.Finding;
import sockbench.findings.Findings;
import sockbench.measured.RecordedRun;
import sockbench.results.Fork;
import sockbench.results.LatencyLog;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Sample;
import sockbench.results.Verdict;

import java.io.IOException;
import java.util.List;

/// The question of how many connections, as a person asks it.
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScaleIT extends CrowdProcesses {
    private static final int MOST = 1_000;

    @Test
    void holdsEveryNumberAndSaysWhatItCosts() throws IOException, InterruptedException {
        int status = smoke(List.of(), "scale", "EPOLL");

        assertThat(status).as(processes.output()).isZero();
        var run = processes.directory();
        // A busy machine may keep compilers from coming to rest.
        assertThat(run.forks())
                .extracting(Fork::outcome)
                .isSubsetOf(Verdict.VALID, Verdict.NOT_STEADY);
        assertThat(answered()).containsOnly(64.0, (double) MOST);
        assertThat(run.samples())
                .extracting(Sample::metric)
                .contains(
                        Metric.BYTES_PER_CONNECTION,
                        Metric.KERNEL_BYTES_PER_CONNECTION,
                        Metric.SERVER_THREADS,
                        Metric.CLOSING_SECONDS);
        assertThat(new LatencyLog(run).read().keySet())
                .extracting(LatencyLog.Source::connections)
                .containsOnly(64, MOST);
        assertThat(Findings.of(RecordedRun.read(run)))
                .filteredOn(finding -> finding.cell().question() == Question.NEIGHBOURS)
                .filteredOn(finding -> finding.metric() == Metric.SERVER_CPU)
                .allMatch(Finding::isPaired);
        assertThat(run.file("report.html")).content().contains("How many connections");
        assertThat(verify()).as(processes.output()).isZero();
    }

    /// Each process may have fewer descriptors than there are to be connections: the server meets
    /// its limit, the generator has several tables.
    @Test
    void saysWhatStoppedAServer() throws IOException, InterruptedException {
        int status = smoke(List.of("prlimit", "--nofile=700"), "scale", "EPOLL");

        assertThat(status).as(processes.output()).isZero();
        assertThat(answered()).contains(64.0).anyMatch(count -> count > 500 && count < 700);
        var run = processes.directory();
        assertThat(run.forks())
                .filteredOn(fork -> fork.cell().connections() == MOST)
                .filteredOn(fork -> fork.cell().question() == Question.SCALE)
                .isNotEmpty()
                .allSatisfy(fork -> {
                    assertThat(fork.outcome()).isEqualTo(Verdict.VALID);
                    assertThat(fork.reason()).contains("of 1000").contains("Too many open files");
                });
        assertThat(run.forks())
                .filteredOn(fork -> fork.cell().connections() == MOST)
                .filteredOn(fork -> fork.cell().question() != Question.SCALE)
                .extracting(Fork::outcome)
                .containsOnly(Verdict.OVERLOAD);
        assertThat(verify()).as(processes.output()).isZero();
    }

    private List<Double> answered() throws IOException {
        return processes.directory().samples().stream()
                .filter(sample -> sample.metric() == Metric.CONNECTIONS_ANSWERED)
                .map(Sample::value)
                .toList();
    }
}
