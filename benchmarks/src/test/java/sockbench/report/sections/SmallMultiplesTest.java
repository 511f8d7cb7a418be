package sockbench.report.sections;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

import sockbench.report.data.Curve;
import sockbench.report.data.Curve.CurveMark;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

class SmallMultiplesTest {
    private static final Curve FLAT = curve("FLAT", "", 10, 9);
    private static final Curve STEEP = curve("STEEP", "", 20, 8);
    private static final Curve SPINNING = curve("SPINNING", "spins", 1000, 100);

    private final SmallMultiples panels =
            panels("FLAT", List.of(FLAT, STEEP, SPINNING));

    @Test
    void everyCurveHasAPanelWithAllCurvesInGrey() {
        var drawn = panels.draw();

        assertThat(drawn.split("<svg class=\"panel\"", -1)).hasSize(4);
        assertThat(drawn.split("<use class=\"other\" href=\"#id-all\"", -1)).hasSize(4);
        assertThat(drawn).containsOnlyOnce("<path id=\"id-all\"");
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

        var drawn = "<div>" + panels("", List.of(hostile)).draw() + "</div>";

        var root =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(drawn)))
                        .getDocumentElement();
        assertThat(root.getTextContent()).contains("<script>\"&");
    }

    @Test
    void aCurveThatEndsInAnOverloadRisesToTheFrame() {
        var overloaded = new Curve("HIGH", "", FLAT.points(), 90_000.0, List.of());

        assertThat(panels("", List.of(overloaded)).draw()).contains("class=\"wall\"");
        assertThat(panels("", List.of(FLAT)).draw()).doesNotContain("class=\"wall\"");
    }

    private static SmallMultiples panels(String compared, List<Curve> curves) {
        return new SmallMultiples(
                "id",
                PlotAxis.logarithmic("rate", SmallMultiples.xs(curves)),
                PlotAxis.logarithmic("cost", SmallMultiples.framed(curves)),
                compared,
                curves);
    }

    private static Curve curve(String name, String remark, double first, double last) {
        return new Curve(
                name,
                remark,
                List.of(
                        new CurveMark(1_000, first, first * 0.99, first * 1.01, false, "<a>"),
                        new CurveMark(50_000, last, last * 0.99, last * 1.01, true, "b")));
    }
}
