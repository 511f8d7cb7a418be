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

import java.io.IOException;
import java.util.List;

/// Requests that ask for work, as a person asks about them.
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkIT extends CrowdProcesses {
    @Test
    void measuresWaitingAndComputing() throws IOException, InterruptedException {
        int status =
                smoke(List.of(), "wait,burn,head-of-line,mixed-sizes", "EPOLL,VIRTUAL_THREADS");

        assertThat(status).as(processes.output()).isZero();
        var run = processes.directory();
        // A busy machine may keep compilers from coming to rest.
        assertThat(run.forks())
                .extracting(Fork::outcome)
                .isSubsetOf(Verdict.VALID, Verdict.NOT_STEADY);
        assertThat(run.forks())
                .extracting(Fork::cell)
                .extracting(Cell::question)
                .contains(
                        Question.WAIT, Question.BURN, Question.HEAD_OF_LINE, Question.MIXED_SIZES);
        var findings = Findings.of(RecordedRun.read(run));
        assertThat(findings)
                .filteredOn(finding -> finding.metric() == Metric.SERVER_CPU)
                .hasSize(27)
                .allMatch(Finding::isPaired);
        assertThat(findings)
                .filteredOn(finding -> finding.metric() == Metric.SERVER_CPU)
                .filteredOn(finding -> finding.cell().question() == Question.BURN)
                .allSatisfy(finding ->
                        assertThat(finding.forks().values())
                                .allMatch(micros -> micros > finding.cell().workMicros() / 2.0));
        assertThat(findings)
                .filteredOn(finding -> finding.metric() == Metric.REQUESTS_PER_SECOND)
                .filteredOn(finding -> finding.cell().waitMicros() > 0)
                .allSatisfy(finding ->
                        assertThat(finding.forks().values())
                                .allMatch(rate -> rate < 1.1 * 64e6 / finding.cell().waitMicros()));
        assertThat(run.file("handler-map.csv")).content().hasLineCount(5);
        assertThat(run.file("report.html")).content().contains("Handlers that take time");
        assertThat(verify()).as(processes.output()).isZero();
    }
}
