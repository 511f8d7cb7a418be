package sockbench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.Question;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class GroupingTest {
    @Test
    void puts22SubjectsIntoFourForksOfFiveOrSix() {
        var forks = forks(models(22));

        assertThat(forks)
                .hasSize(4)
                .allSatisfy(fork -> assertThat(fork.cells()).hasSizeBetween(5, 6));
        assertThat(forks.stream().flatMap(fork -> fork.cells().stream()))
                .containsExactlyInAnyOrderElementsOf(models(22));
    }

    @Test
    void asksAServerAllQuestionsInOneFork() {
        var forks = forks(List.of(cell("EPOLL", 64), cell("EPOLL", 1), cell("SELECT", 64)));

        assertThat(forks)
                .singleElement()
                .satisfies(fork -> {
                    assertThat(fork.stages()).hasSize(2);
                    assertThat(fork.iterations())
                            .isEqualTo(
                                    2 * fork.stages().get(0).blocks()
                                            + fork.stages().get(1).blocks());
                });
    }

    @Test
    void givesServersOfOtherThreadBudgetsForksOfTheirOwn() {
        var forks = forks(List.of(cell("EPOLL", 64), cell("EPOLL", 64).withThreads(2)));

        assertThat(forks).hasSize(2);
    }

    @Test
    void drawsOtherNeighboursInEachRound() {
        var grouping = new Grouping(Profile.QUICK, Builds.ofThis("REACTOR"), cell -> true);
        var random = new Random(1);

        assertThat(grouping.forks(QuestionKind.CLOSED_LOOP, models(22), random))
                .isNotEqualTo(grouping.forks(QuestionKind.CLOSED_LOOP, models(22), random));
    }

    private static List<PlannedFork> forks(List<Cell> cells) {
        return new Grouping(Profile.QUICK, Builds.ofThis("REACTOR"), cell -> true)
                .forks(QuestionKind.CLOSED_LOOP, cells, new Random(1));
    }

    private static List<Cell> models(int count) {
        return IntStream.range(0, count).mapToObj(i -> cell("MODEL_" + i, 64)).toList();
    }

    private static Cell cell(String model, int connections) {
        return new Cell(Question.THROUGHPUT, model, connections, 64, LoopType.CLOSED, 0, 0);
    }
}
