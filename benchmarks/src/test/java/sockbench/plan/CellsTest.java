package sockbench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import sockbench.host.Pinning;
import sockbench.models.Models;
import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.Question;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

class CellsTest {
    private static final Builds REACTOR = Builds.ofThis("REACTOR");

    @Test
    void marksWhatAModelCannotDoInsteadOfLeavingItOut() {
        var cells = Cells.of(options(List.of(Models.BLOCKING, Models.REACTOR)), REACTOR);

        assertThat(cells)
                .contains(
                        PlannedCell.unavailable(
                                throughput("BLOCKING"), "serves one connection at a time"),
                        PlannedCell.available(throughput("REACTOR"), 0));
    }

    @Test
    void measuresTheReferenceAgainstItselfWhateverTheModels() {
        var cells = Cells.of(options(List.of(Models.POLLING)), REACTOR);

        assertThat(cells)
                .extracting(cell -> cell.cell().model())
                .containsExactlyInAnyOrder(Cell.NULL_SERVER, "POLLING", "REACTOR");
    }

    @Test
    void givesBudgetsToModelsThatHaveOneAndToTheReferenceTheyAreMeasuredAgainst() {
        var options = options(List.of(Models.POLLING, Models.MULTI_REACTOR), 0, 2);

        assertThat(Cells.of(options, REACTOR))
                .filteredOn(cell -> cell.cell().threads() == 2)
                .extracting(cell -> cell.cell().model())
                .containsExactly("MULTI_REACTOR", "REACTOR");
    }

    @Test
    void offersTheSameRatesToAllAndHalfOfEachModelsOwnCapacity() {
        var cells = levels(Question.LOAD_CURVE, Map.of("SLOW", 10_000.0, "FAST", 123_456.0));

        assertThat(rates(cells, "SLOW")).containsExactly(3_000.0, 6_000.0, 5_000.0);
        assertThat(rates(cells, "FAST"))
                .containsExactly(3_000.0, 6_000.0, 12_000.0, 20_000.0, 61_700.0);
    }

    @Test
    void asksForTheCostAtRatesThatAreAlikeForAllUpToEachModelsCapacity() {
        var cells = levels(Question.EFFICIENCY, Map.of("SLOW", 10_000.0, "FAST", 45_000.0));

        assertThat(rates(cells, "SLOW")).containsExactly(1_000.0, 3_000.0);
        assertThat(rates(cells, "FAST"))
                .containsExactly(1_000.0, 3_000.0, 10_000.0, 20_000.0, 40_000.0);
    }

    @Test
    void asksForConnectionsThatComeAndGoInFourWays() {
        var options = asking(Question.CHURN, List.of(Models.EPOLL, Models.BLOCKING));

        assertThat(Cells.of(options, REACTOR))
                .filteredOn(cell -> cell.cell().model().equals("EPOLL"))
                .extracting(cell -> cell.cell().question())
                .containsExactly(
                        Question.CHURN,
                        Question.CHURN_10,
                        Question.CHURN_RESET,
                        Question.CHURN_RESET_10);
        assertThat(Cells.of(options, REACTOR))
                .filteredOn(cell -> cell.cell().model().equals("BLOCKING"))
                .hasSize(4)
                .noneMatch(PlannedCell::isAvailable);
    }

    @Test
    void plansALoadCurveThatSaysWhyThereIsNone() {
        var cells = levels(Question.LOAD_CURVE, Map.of("FAST", 10_000.0));

        assertThat(cells)
                .filteredOn(cell -> cell.cell().model().equals("SLOW"))
                .extracting(PlannedCell::unavailable)
                .containsExactly("no capacity was found");
    }

    @Test
    void doesNotAskTheReferenceForWhatItCannotSustain() {
        var levels = new LoadLevels(Map.of("SLOW", 10_000.0));

        assertThat(levels.isSustainable(offered(9_000), "SLOW")).isTrue();
        assertThat(levels.isSustainable(offered(9_100), "SLOW")).isFalse();
    }

    private static List<PlannedCell> levels(Question question, Map<String, Double> capacities) {
        var plan =
                List.of(
                        PlannedCell.available(capacity("SLOW"), 3),
                        PlannedCell.available(capacity("FAST"), 3));
        return new LoadLevels(capacities).cells(plan, Set.of(question));
    }

    private static List<Double> rates(List<PlannedCell> cells, String model) {
        return cells.stream()
                .map(PlannedCell::cell)
                .filter(cell -> cell.model().equals(model))
                .map(Cell::offeredPerSecond)
                .toList();
    }

    private static Cell throughput(String model) {
        return new Cell(Question.THROUGHPUT, model, 64, 64, LoopType.CLOSED, 0, 0);
    }

    private static Cell offered(double perSecond) {
        return new Cell(Question.LOAD_CURVE, "FAST", 64, 64, LoopType.OPEN_POISSON, perSecond, 0);
    }

    private static Cell capacity(String model) {
        return new Cell(Question.CAPACITY, model, 64, 64, LoopType.OPEN_POISSON, 0, 0);
    }

    private static BenchOptions options(List<Models> models, Integer... threads) {
        return asking(Question.THROUGHPUT, models, threads);
    }

    private static BenchOptions asking(Question question, List<Models> models, Integer... threads) {
        return new BenchOptions(
                Profile.QUICK,
                models,
                List.of(question),
                List.of(64),
                List.of(64),
                threads.length == 0 ? List.of(0) : List.of(threads),
                Models.REACTOR,
                0.02,
                null,
                1,
                Pinning.parse(""),
                Pinning.parse(""),
                "test",
                Path.of("results"),
                "",
                List.of());
    }
}
