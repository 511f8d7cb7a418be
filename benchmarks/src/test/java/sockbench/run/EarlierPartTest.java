package sockbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.LoopType;
import sockbench.results.Plan;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.results.Verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A run of two cells that was killed in its second round: EPOLL has two forks, SELECT one.
class EarlierPartTest {
    private static final Cell EPOLL = cell("EPOLL");
    private static final Cell SELECT = cell("SELECT");

    private RunDirectory run;

    @BeforeEach
    void killed(@TempDir Path results) throws IOException {
        run = new RunDirectory(results.resolve("killed"));
        run.write(plan(EPOLL, SELECT));
        run.append(fork(1, 1, EPOLL, Verdict.VALID));
        run.append(fork(1, 1, SELECT, Verdict.FAILED));
        run.append(fork(2, 2, EPOLL, Verdict.VALID));
    }

    @Test
    void owesWhatTheRoundHadNotComeTo() throws IOException {
        var earlier = EarlierPart.of(run);

        assertThat(earlier.round(List.of(EPOLL, SELECT))).isEqualTo(2);
        assertThat(earlier.owed(List.of(EPOLL, SELECT), 2)).containsExactly(SELECT);
        assertThat(earlier.lastFork()).isEqualTo(2);
        assertThat(earlier.failedForks()).isEqualTo(1);
    }

    @Test
    void countsTheTimeOfAForkOnce() throws IOException {
        assertThat(EarlierPart.of(run).spent(List.of(EPOLL, SELECT)))
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void plansEachCellWithTheForksItHas() throws IOException {
        assertThat(EarlierPart.of(run).plan())
                .containsExactly(PlannedCell.available(EPOLL, 2), PlannedCell.available(SELECT, 1));
    }

    @Test
    void refusesARunThatIsComplete() throws IOException {
        run.writeJson("manifest.json", new JsonObject());

        assertThatThrownBy(() -> EarlierPart.of(run))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is complete: there is nothing to resume");
    }

    @Test
    void refusesAComparisonOfBuilds() throws IOException {
        run.write(plan(EPOLL, cell(Cell.UNCHANGED)));

        assertThatThrownBy(() -> EarlierPart.of(run))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("compares two builds");
    }

    private Plan plan(Cell... cells) {
        var planned = List.of(cells).stream().map(cell -> PlannedCell.available(cell, 2)).toList();
        return new Plan("killed", "smoke", "REACTOR", 0.02, "", 1, planned, Map.of(), "bench");
    }

    private static Fork fork(int number, int round, Cell cell, Verdict outcome) {
        return new Fork(number, round, cell, Instant.EPOCH, 5, outcome, "");
    }

    private static Cell cell(String model) {
        return new Cell(Question.THROUGHPUT, model, 64, 64, LoopType.CLOSED, 0, 0);
    }
}
