package sockbench.report.sections;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

class SmallMultiplesTest {
    private static final SmallMultiples.Curve FLAT = curve("FLAT", "", 10, 9);
    private static final SmallMultiples.Curve STEEP = curve("STEEP", "", 20, 8);
    private static final SmallMultiples.Curve SPINNING = curve("SPINNING", "spins", 1000, 100);

    private final SmallMultiples panels =
            new SmallMultiples("rate", "cost", "FLAT", List.of(FLAT, STEEP, SPINNING));

    @Test
    void everyCurveHasAPanelWithAllCurvesInGrey() {
        var drawn = panels.draw();

        assertThat(drawn.split("<svg", -1)).hasSize(4);
        assertThat(drawn.split("class=\"other\"", -1)).hasSize(7);
        assertThat(drawn.split("<path class=\"own\"", -1)).hasSize(4);
    }

    @Test
    void theReferenceIsDashedInAllPanelsButItsOwn() {
        assertThat(panels.draw().split("class=\"compared\"", -1)).hasSize(3);
    }

    @Test
    void nothingLeavesThePanel() {
        var places = Pattern.compile("c[xy]=\"(-?[0-9.]+)\"").matcher(panels.draw()).results();

        assertThat(places.map(place -> Double.valueOf(place.group(1))))
                .isNotEmpty()
                .allMatch(at -> at >= 0 && at <= 230);
    }

    @Test
    void isWellFormedWhateverTheNames() throws Exception {
        var hostile = curve("<script>\"&", "<b>", 1, 2);

        var drawn = new SmallMultiples("rate", "cost", "", List.of(hostile)).draw();

        var root =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(drawn)))
                        .getDocumentElement();
        assertThat(root.getTextContent()).contains("<script>\"&");
    }

    private static SmallMultiples.Curve curve(
            String name, String remark, double first, double last) {
        return new SmallMultiples.Curve(
                name,
                remark,
                List.of(
                        new SmallMultiples.PanelPoint(
                                1_000, first, first * 0.99, first * 1.01, false),
                        new SmallMultiples.PanelPoint(
                                50_000, last, last * 0.99, last * 1.01, true)));
    }
}
