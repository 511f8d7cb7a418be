package sockbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.findings.Finding;
import sockbench.findings.Findings;
import sockbench.measured.RecordedRun;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Verdict;
import sockbench.results.WindowField;

import java.io.IOException;
import java.util.List;

/// Connections that come and go, as a person asks about them.
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChurnIT extends CrowdProcesses {
    @Test
    void measuresConnectionsThatComeAndGo() throws IOException, InterruptedException {
        int status = smoke(List.of(), "churn", "EPOLL,VIRTUAL_THREADS");

        assertThat(status).as(processes.output()).isZero();
        var run = processes.directory();
        // On a disturbed machine a server may not be steady when the smoke profile's time is up.
        assertThat(run.forks())
                .extracting(Fork::outcome)
                .containsAnyOf(Verdict.VALID, Verdict.NOT_STEADY)
                .doesNotContain(Verdict.FAILED, Verdict.INCONSISTENT, Verdict.UNAVAILABLE);
        assertThat(run.forks())
                .extracting(Fork::cell)
                .extracting(Cell::question)
                .containsOnly(
                        Question.CHURN,
                        Question.CHURN_10,
                        Question.CHURN_RESET,
                        Question.CHURN_RESET_10);
        var recorded = RecordedRun.read(run);
        assertThat(Findings.of(recorded))
                .filteredOn(finding -> finding.metric() == Metric.SERVER_CPU)
                .hasSize(12)
                .allMatch(Finding::isPaired)
                .noneMatch(finding -> finding.reason().contains("server counted"));
        assertThat(recorded.windows())
                .allMatch(window -> window.value(WindowField.ANSWERED) > 0)
                .allMatch(window -> window.value(WindowField.GENERATOR_CPU_NS) > 0);
        assertThat(run.samples())
                .filteredOn(sample -> sample.metric() == Metric.SERVER_REQUESTS)
                .allSatisfy(sample ->
                        assertThat(sample.value() % sample.cell().question().requestsEach())
                                .isZero());
        assertThat(run.file("report.html"))
                .content()
                .contains("What a connection costs that comes and goes");
        assertThat(verify()).as(processes.output()).isZero();
    }
}
