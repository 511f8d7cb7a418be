package sockbench.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import sockbench.findings.ComparisonTable;
import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.stats.PairwiseTests;

import java.util.List;
import java.util.Map;

class ReversalsTest {
    private static final double[] LOW = {-0.2, -0.201, -0.199, -0.2};
    private static final double[] HIGH = {0.1, 0.101, 0.099, 0.1};

    @Test
    void aPairThatBothTablesTellApartInOppositeOrdersIsNamed() {
        var sentences = reversals(table(LOW, HIGH), table(HIGH, LOW));

        assertThat(sentences)
                .singleElement()
                .asString()
                .contains("by server CPU alone A comes before B (0.74")
                .contains("by server and generator CPU after it (1.35");
    }

    @Test
    void ordersThatAgreeAreSaidToAgree() {
        assertThat(reversals(table(LOW, HIGH), table(LOW, HIGH)))
                .singleElement()
                .asString()
                .startsWith("The two orders agree");
    }

    private static List<String> reversals(ComparisonTable first, ComparisonTable other) {
        return new Reversals("by server and generator CPU", first, other)
                .sentences("by server CPU alone");
    }

    private static ComparisonTable table(double[] a, double[] b) {
        return new ComparisonTable(
                new Cell(Question.THROUGHPUT, "", 64, 64, LoopType.CLOSED, 0, 0),
                Metric.SERVER_CPU,
                null,
                PairwiseTests.of(Map.of("A", a, "B", b)).rank(false),
                List.of());
    }
}
