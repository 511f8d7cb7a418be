package sockbench.fork;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import sockbench.plan.Stage;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.Question;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class SlotTest {
    @Test
    void putsEveryModelIntoEveryBlockOnce() {
        var slots = Slot.of(List.of(stage(7, "EPOLL", "SELECT")), 1);

        assertThat(slots).hasSize(3 * 7);
        var byBlock = slots.stream().collect(Collectors.groupingBy(Slot::block));
        assertThat(byBlock.values())
                .allSatisfy(block ->
                        assertThat(block)
                                .extracting(Slot::place)
                                .containsExactlyInAnyOrder(0, 1, 2));
    }

    @Test
    void givesEachModelEachPositionEquallyOften() {
        var slots = Slot.of(List.of(stage(12, "EPOLL", "SELECT", "POLLING")), 5);

        var counts =
                slots.stream()
                        .collect(
                                Collectors.groupingBy(
                                        slot -> slot.place() + "@" + slot.position(),
                                        Collectors.counting()));

        assertThat(counts).hasSize(16).values().containsOnly(3L);
    }

    @Test
    void ordersAPairAsAbbaOrBaab() {
        var slots = Slot.of(List.of(stage(2, "EPOLL")), 3);

        assertThat(slots).extracting(Slot::place).isIn(List.of(0, 1, 1, 0), List.of(1, 0, 0, 1));
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        var stages = List.of(stage(20, "EPOLL", "SELECT", "POLLING"));

        assertThat(Slot.of(stages, 1))
                .isEqualTo(Slot.of(stages, 1))
                .isNotEqualTo(Slot.of(stages, 2));
    }

    @Test
    void filesReferenceWindowsUnderTheConditionsOfTheirSubjects() {
        var stages = List.of(stage(1, "EPOLL"));
        var reference =
                Slot.of(stages, 1).stream()
                        .filter(slot -> slot.arm(stages) == Arm.REFERENCE)
                        .findFirst()
                        .orElseThrow();

        assertThat(reference.cell(stages, "REACTOR")).isEqualTo(cell("REACTOR"));
    }

    @Test
    void leavesTheReferenceOutWhereItCouldNotBearTheLoad() {
        var stages = List.of(new Stage(List.of(cell("EPOLL")), 3, false));

        assertThat(Slot.of(stages, 1))
                .hasSize(3)
                .allSatisfy(slot -> assertThat(slot.arm(stages)).isEqualTo(Arm.SUBJECT));
    }

    @Test
    void goesFromStageToStage() {
        var stages = List.of(stage(2, "EPOLL"), stage(1, "SELECT"));

        assertThat(Slot.of(stages, 1)).extracting(Slot::stage).containsExactly(0, 0, 0, 0, 1, 1);
    }

    private static Stage stage(int blocks, String... models) {
        return new Stage(Stream.of(models).map(SlotTest::cell).toList(), blocks, true);
    }

    private static Cell cell(String model) {
        return new Cell(Question.THROUGHPUT, model, 64, 64, LoopType.CLOSED, 0, 0);
    }
}
