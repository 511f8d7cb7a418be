package sockbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import sockbench.host.Pinning;
import sockbench.models.Models;
import sockbench.results.Cell;
import sockbench.results.Loop;
import sockbench.results.Metric;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.Question;
import sockbench.results.Sample;

import java.nio.file.Path;
import java.util.List;

class CellsTest {
    @Test
    void marksWhatAModelCannotDoInsteadOfLeavingItOut() {
        var cells = Cells.of(options(List.of(Models.BLOCKING, Models.REACTOR)));

        assertThat(cells)
                .contains(
                        PlannedCell.unavailable(
                                throughput("BLOCKING"), "serves one connection at a time"),
                        PlannedCell.available(throughput("REACTOR"), 3));
    }

    @Test
    void entersOneModelTwiceAndTheNullServerOnce() {
        var cells = Cells.of(options(List.of(Models.POLLING, Models.REACTOR)));

        assertThat(cells)
                .extracting(cell -> cell.cell().model())
                .containsExactlyInAnyOrder(Cell.NULL_SERVER, "POLLING", "REACTOR", "REACTOR_AGAIN");
    }

    @Test
    void givesBudgetsOnlyToModelsThatHaveOne() {
        var options = options(List.of(Models.REACTOR, Models.MULTI_REACTOR), 0, 2);

        assertThat(Cells.of(options))
                .filteredOn(cell -> cell.cell().threads() == 2)
                .extracting(cell -> cell.cell().model())
                .containsExactly("MULTI_REACTOR");
    }

    @Test
    void offersSharesOfTheSmallestCapacityAndOfEachModelsOwnAndBeyond() {
        var slow = PlannedCell.available(capacity("SLOW"), 6);
        var fast = PlannedCell.available(capacity("FAST"), 6);
        var samples =
                List.of(
                        new Sample(slow.cell(), 1, 1, 0, Metric.CAPACITY_PER_SECOND, 10_000),
                        new Sample(fast.cell(), 1, 2, 0, Metric.CAPACITY_PER_SECOND, 123_456));

        var levels = LoadLevels.of(List.of(slow, fast), samples, 6);

        assertThat(rates(levels, "SLOW"))
                .containsExactly(3_000.0, 5_000.0, 7_000.0, 9_000.0, 11_000.0, 13_000.0, 16_000.0);
        assertThat(rates(levels, "FAST"))
                .containsExactly(
                        3_000.0, 5_000.0, 7_000.0, 9_000.0, 37_000.0, 61_700.0, 86_400.0, 111_000.0,
                        136_000.0, 160_000.0, 198_000.0);
    }

    @Test
    void plansALoadCurveThatSaysWhyThereIsNone() {
        var levels =
                LoadLevels.of(List.of(PlannedCell.available(capacity("SLOW"), 6)), List.of(), 6);

        assertThat(levels)
                .extracting(PlannedCell::unavailable)
                .containsExactly("no capacity was found");
    }

    @Test
    void measuresAllRatesOfAModelInOneForkFromTheLowestUp() {
        var high = capacity("SLOW").withOffered(9_000);
        var low = capacity("SLOW").withOffered(3_000);
        var other = capacity("FAST").withOffered(3_000);

        var sweeps =
                Sweep.of(
                        List.of(
                                PlannedCell.available(high, 6),
                                PlannedCell.available(other, 6),
                                PlannedCell.available(low, 6),
                                PlannedCell.unavailable(throughput("BLOCKING"), "no")));

        assertThat(sweeps)
                .containsExactly(new Sweep(List.of(low, high), 6), new Sweep(List.of(other), 6));
        assertThat(Sweep.cells(capacity("SLOW"), sweeps.getFirst().rates()))
                .containsExactly(low, high);
    }

    private static List<Double> rates(List<PlannedCell> cells, String model) {
        return cells.stream()
                .map(PlannedCell::cell)
                .filter(cell -> cell.model().equals(model))
                .map(Cell::offeredPerSecond)
                .toList();
    }

    private static Cell throughput(String model) {
        return new Cell(Question.THROUGHPUT, model, 64, 64, Loop.CLOSED, 0, 0);
    }

    private static Cell capacity(String model) {
        return new Cell(Question.CAPACITY, model, 64, 64, Loop.OPEN_POISSON, 0, 0);
    }

    private static BenchOptions options(List<Models> models, Integer... threads) {
        return new BenchOptions(
                Profile.QUICK,
                models,
                List.of(Question.THROUGHPUT),
                List.of(64),
                List.of(64),
                threads.length == 0 ? List.of(0) : List.of(threads),
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
