package sockbench.report.data;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.findings.SmallRun;
import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.Question;

import java.io.IOException;
import java.nio.file.Path;

class HandlerMapTest {
    @TempDir Path results;

    @Test
    void namesTheCheapestAndThoseThatCannotBeToldFromIt() throws IOException {
        var run =
                new SmallRun(results, "a-run", 4)
                        .measured(cell("REACTOR"), 10, 10.1, 9.9, 10)
                        .measured(cell("VIRTUAL_THREADS"), 20, 20.2, 19.8, 20)
                        .measured(cell("REACTOR_POOL"), 30, 30.3, 29.7, 30)
                        .measured(cell("EPOLL"), 10, 9.9, 10.1, 10)
                        .read();

        var map = HandlerMap.of(ReportData.of(run));

        assertThat(map.fields())
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.isDecided()).isTrue();
                    assertThat(field.leaders())
                            .isNotNull()
                            .extracting(Leaders::names, as(InstanceOfAssertFactories.LIST))
                            .containsExactlyInAnyOrder("REACTOR", "EPOLL");
                });
        assertThat(map.sentences())
                .contains(
                        "VIRTUAL_THREADS against REACTOR_POOL, server CPU per request: less with 64"
                                + " × 0 ms.",
                        "VIRTUAL_THREADS against REACTOR, server CPU per request: more with 64"
                                + " × 0 ms.");
    }

    /// Nobody is called the cheapest where no two can be told apart.
    @Test
    void isUndecidedWhereNothingCanBeToldApart() throws IOException {
        var run =
                new SmallRun(results, "a-run", 4)
                        .measured(cell("REACTOR"), 10, 13, 8, 11)
                        .measured(cell("EPOLL"), 11, 9, 12, 10)
                        .read();

        var map = HandlerMap.of(ReportData.of(run));

        assertThat(map.fields())
                .singleElement()
                .satisfies(field -> assertThat(field.isDecided()).isFalse());
    }

    /// What is said of pairs comes from the same comparisons.
    @Test
    void saysNothingWhereTheReferenceDiffersFromItself() throws IOException {
        var run =
                new SmallRun(results, "a-run", 4)
                        .measured(cell("REACTOR"), 20, 20.1, 19.9, 20)
                        .measured(cell("VIRTUAL_THREADS"), 30, 30.2, 29.8, 30)
                        .read();

        var map = HandlerMap.of(ReportData.of(run));

        assertThat(map.fields())
                .singleElement()
                .extracting(HandlerMap.Field::doubt)
                .isEqualTo("the A/A check failed");
        assertThat(map.sentences()).isEmpty();
    }

    private static Cell cell(String model) {
        return new Cell(Question.WAIT, model, 64, 64, LoopType.CLOSED, 0, 0);
    }
}
