package sockbench.report.sections;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

import sockbench.findings.Finding;
import sockbench.report.data.ModelFamily;
import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Verdict;
import sockbench.stats.Ratio;

import java.io.StringReader;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

class ForestPlotTest {
    private static final Pattern PLACE = Pattern.compile("(?:x1|x2|cx|x)=\"(-?[0-9.]+)%\"");
    private static final Ratio CONTROL = Ratio.of(Math.log(0.99), Math.log(1.01), 0);

    private final ForestPlot axis = new ForestPlot(0.5, 2, CONTROL);

    @Test
    void theReferenceStandsInTheMiddleOfASymmetricAxis() {
        assertThat(axis.mark(finding(0.8, 0.9), false))
                .contains("<line class=\"one\" x1=\"50.00%\"");
    }

    @Test
    void everyForkHasADotAndTheEstimateAnother() {
        var svg = axis.mark(finding(0.8, 0.9, 0.85), false);

        assertThat(svg.split("class=\"fork\"", -1)).hasSize(4);
        assertThat(svg.split("class=\"estimate\"", -1)).hasSize(2);
    }

    @Test
    void whereForksDisagreeThereIsNoEstimateOnlyTheForks() {
        var svg = axis.mark(finding(0.7, 0.8, 1.1), false);

        assertThat(svg.split("class=\"fork alone\"", -1)).hasSize(4);
        assertThat(svg).doesNotContain("estimate").doesNotContain("whisker");
    }

    @Test
    void theShapeOfAMarkIsTheFamilyOfItsModel() {
        assertThat(axis.mark(finding(0.8, 0.9), false))
                .contains("href=\"#" + ModelFamily.READINESS.symbol() + "\"");
    }

    @Test
    void theBandIsTheIntervalOfTheReferenceOverItself() {
        assertThat(axis.mark(finding(0.8, 0.9), false)).contains("class=\"band\"");
        assertThat(new ForestPlot(0.5, 2, null).mark(finding(0.8, 0.9), false))
                .doesNotContain("class=\"band\"");
    }

    @Test
    void nothingIsDrawnOutsideTheAxis() {
        var drawn = PLACE.matcher(axis.mark(finding(0.3, 1.9), false)).results();

        assertThat(drawn.map(place -> Double.valueOf(place.group(1))))
                .isNotEmpty()
                .allMatch(x -> x >= 0 && x <= 100);
    }

    @Test
    void whatIsFarBeyondTheAxisIsAnArrow() {
        assertThat(axis.mark(finding(6.5, 6.6), false)).contains("→").doesNotContain("estimate");
    }

    @Test
    void oneHugeRatioDoesNotFlattenTheOthers() {
        var forest = ForestPlot.over(List.of(finding(0.8, 0.81), finding(6.5, 6.6)), CONTROL);

        assertThat(forest.high()).isLessThan(1.5);
    }

    @Test
    void theAxisNamesTheReference() {
        assertThat(axis.axis()).contains(">1.00</text>", ">0.8</text>", ">1.25</text>");
    }

    @Test
    void isWellFormed() throws Exception {
        var svg = axis.mark(finding(0.8, 0.9), true);

        var root =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getDocumentElement();

        assertThat(root.getTagName()).isEqualTo("svg");
    }

    @Test
    void anAxisWithoutRatiosIsNotAnError() {
        assertThat(ForestPlot.over(List.of(), null).axis()).contains(">1.00</text>");
    }

    private static Finding finding(double... ratios) {
        var forks = new TreeMap<Integer, Double>();
        for (double ratio : ratios) {
            forks.put(forks.size() + 1, ratio);
        }
        var logs = forks.values().stream().mapToDouble(Math::log).toArray();
        return new Finding(
                new Cell(Question.THROUGHPUT, "EPOLL", 64, 64, LoopType.CLOSED, 0, 0),
                Metric.SERVER_CPU,
                null,
                Ratio.of(logs),
                forks,
                forks,
                Verdict.VALID,
                "",
                "id");
    }
}
