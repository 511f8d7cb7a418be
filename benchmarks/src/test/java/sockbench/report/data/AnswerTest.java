package sockbench.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.findings.SmallRun;
import sockbench.measured.RecordedRun;

import java.io.IOException;
import java.nio.file.Path;

/// What the first line of a page may say. The reference costs 10 µs in all runs.
class AnswerTest {
    @TempDir Path results;

    @Test
    void saysByHowMuchTheFirstNeedsLess() throws IOException {
        var answer =
                answer(
                        run("clear", 4)
                                .measured(SmallRun.REACTOR, 10, 10.02, 9.98, 10.01)
                                .measured(SmallRun.EPOLL, 8, 8.02, 7.98, 8)
                                .measured(SmallRun.NETTY, 12, 12.02, 11.98, 12));

        assertThat(answer.title())
                .matches(
                        "EPOLL needs 19\\.\\d to 20\\.\\d % less server CPU per request than"
                                + " REACTOR");
    }

    @Test
    void namesAllThatCannotBeToldFromTheFirst() throws IOException {
        var answer =
                answer(
                        run("tied", 4)
                                .measured(SmallRun.REACTOR, 10, 10.02, 9.98, 10.01)
                                .measured(SmallRun.EPOLL, 8, 8.02, 7.98, 8)
                                .measured(SmallRun.NETTY, 8.01, 8.02, 7.97, 8.01));

        assertThat(answer.title())
                .startsWith("EPOLL and NETTY_EPOLL, not separable here, need 19")
                .endsWith("% less server CPU per request than REACTOR");
    }

    @Test
    void doesNotNameWhatLiesWithinTheBandOfTheReferenceOverItself() throws IOException {
        var answer =
                answer(
                        run("band", 4)
                                .measured(SmallRun.REACTOR, 9.6, 10.4, 10.1, 9.9)
                                .measured(SmallRun.EPOLL, 9.8, 9.8, 9.8, 9.81)
                                .measured(SmallRun.NETTY, 15, 15.1, 14.9, 15));

        assertThat(answer.title())
                .isEqualTo("no model is shown to need less server CPU per request than REACTOR");
        assertThat(answer.then()).contains("EPOLL and REACTOR, not separable here, come first.");
    }

    @Test
    void doesNotSayByHowMuchIfTheIntervalReachesIntoThatBand() throws IOException {
        var answer =
                answer(
                        run("touching", 4)
                                .measured(SmallRun.REACTOR, 10.1, 9.9, 10.1, 9.9)
                                .measured(SmallRun.EPOLL, 9.86, 9.665, 9.86, 9.665));

        assertThat(answer.title())
                .isEqualTo(
                        "no model's server CPU per request is clear of the A/A interval of"
                                + " REACTOR");
        assertThat(answer.then())
                .contains("First is EPOLL, but its interval reaches into that of the A/A check.");
    }

    @Test
    void saysFirstThatTheReferenceDiffersFromItself() throws IOException {
        var answer =
                answer(
                        run("broken", 4)
                                .measured(SmallRun.REACTOR, 10.5, 10.52, 10.48, 10.51)
                                .measured(SmallRun.EPOLL, 8, 8.02, 7.98, 8));

        assertThat(answer.title()).contains("A/A check of this run failed");
        assertThat(answer.then().getFirst())
                .startsWith("The A/A check failed: REACTOR measured against itself comes to 1.05")
                .contains("leaves out 1");
    }

    @Test
    void saysFirstThatNothingIsDecided() throws IOException {
        var answer =
                answer(
                        run("undecided", 4)
                                .measured(SmallRun.REACTOR, 10, 10.2, 9.8, 10.1)
                                .measured(SmallRun.EPOLL, 10.1, 9.9, 10, 10));

        assertThat(answer.title()).startsWith("This run does not decide");
        assertThat(answer.then().getFirst()).contains("No two models can be told apart");
    }

    @Test
    void oneForkDecidesNothing() throws IOException {
        var answer =
                answer(
                        run("one", 1)
                                .measured(SmallRun.REACTOR, 10)
                                .measured(SmallRun.EPOLL, 5)
                                .measured(SmallRun.NETTY, 20));

        assertThat(answer.title()).startsWith("This run does not decide");
    }

    @Test
    void theBestOfFewIsNotCalledTheBestOfAll() throws IOException {
        var answer =
                answer(
                        run("few", 4)
                                .measured(SmallRun.REACTOR, 10, 10.02, 9.98, 10.01)
                                .measured(SmallRun.EPOLL, 5)
                                .measured(SmallRun.NETTY, 12, 12.02, 11.98, 12));

        assertThat(answer.holds().getFirst()).contains("of those whose number stands, 2 of 3");
        assertThat(answer.title()).isEqualTo("REACTOR needs the least server CPU per request");
    }

    @Test
    void noHeadlineRestsOnAMeanThatNoForkStandsFor() throws IOException {
        var answer =
                answer(
                        run("scattered", 4)
                                .measured(SmallRun.REACTOR, 10, 10.02, 9.98, 10.01)
                                .measured(SmallRun.EPOLL, 4, 5.2, 4.1, 4.9)
                                .measured(SmallRun.NETTY, 12, 12.02, 11.98, 12));

        assertThat(answer.title()).doesNotContain("EPOLL need");
    }

    @Test
    void saysWhoComesNextAndWhoComesLast() throws IOException {
        var answer =
                answer(
                        run("next", 4)
                                .measured(SmallRun.REACTOR, 10, 10.02, 9.98, 10.01)
                                .measured(SmallRun.EPOLL, 8, 8.02, 7.98, 8)
                                .measured(SmallRun.cell("SELECT"), 9, 9.02, 8.98, 9)
                                .measured(SmallRun.NETTY, 12, 12.02, 11.98, 12));

        assertThat(answer.then())
                .satisfiesExactly(
                        next ->
                                assertThat(next)
                                        .matches("Next SELECT: [\\d.]+ to [\\d.]+ % less than REACTOR\\."),
                        last ->
                                assertThat(last)
                                        .matches("Last NETTY_EPOLL: [\\d.]+ to [\\d.]+ % more\\."));
    }

    @Test
    void saysThatOtherLoadsWereNotMeasured() throws IOException {
        var answer =
                answer(
                        run("alone", 4)
                                .measured(SmallRun.REACTOR, 10, 10.02, 9.98, 10.01)
                                .measured(SmallRun.EPOLL, 8, 8.02, 7.98, 8));

        assertThat(answer.holds()).last().asString().startsWith("Other loads were not measured");
    }

    private SmallRun run(String name, int rounds) {
        return new SmallRun(results, name, rounds);
    }

    private static Answer answer(SmallRun run) throws IOException {
        var data = ReportData.of(RecordedRun.read(run.write()));
        return new Answer(data, Setting.natural(data).getFirst());
    }
}
