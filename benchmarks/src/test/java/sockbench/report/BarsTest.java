package sockbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

import java.io.StringReader;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

class BarsTest {
    private final Bars bars = new Bars(200);

    @Test
    void barEndsAtTheValueAndWhiskersAtTheInterval() {
        var svg = bars.draw(100, 90, 120, "", false);

        assertThat(svg)
                .contains("width=\"50.00\"")
                .contains("x1=\"45.00\"")
                .contains("x2=\"60.00\"");
    }

    @Test
    void lowerBoundIsDrawnAsOpenToTheRight() {
        assertThat(bars.draw(100, 90, 120, "", true)).contains("class=\"more\"");
        assertThat(bars.draw(100, 90, 120, "", false)).doesNotContain("class=\"more\"");
    }

    @Test
    void nothingIsDrawnOutsideTheAxis() {
        var numbers = Pattern.compile("(?:x1|x2|width)=\"(-?[0-9.]+)\"");

        var drawn = numbers.matcher(bars.draw(500, -20, 900, "", false)).results();

        assertThat(drawn.map(number -> Double.valueOf(number.group(1))))
                .isNotEmpty()
                .allMatch(x -> x >= 0 && x <= 100);
    }

    @Test
    void isWellFormed() throws Exception {
        var svg = bars.draw(500, 400, 600, "second weak", true);

        var root =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getDocumentElement();

        assertThat(root.getTagName()).isEqualTo("svg");
    }

    @Test
    void oneHugeValueDoesNotFlattenTheOthers() {
        var axis = Bars.over(new double[] {5, 6, 7, 8, 500}, new double[] {5, 6, 7, 8, 510});

        assertThat(axis.max()).isLessThan(30);
    }

    @Test
    void anAxisWithoutValuesIsNotAnError() {
        assertThat(Bars.over(new double[0], new double[0]).max()).isPositive();
    }
}
