package sockbench.report.sections;

import org.jspecify.annotations.Nullable;

import sockbench.findings.Finding;
import sockbench.report.data.ModelFamily;
import sockbench.report.data.Scatter;
import sockbench.stats.Ratio;
import sockbench.text.Digits;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.DoubleStream;

/// A forest plot in pieces: one mark per row of a table, all on one logarithmic axis, so the numbers
/// beside them stay text that can be read, copied and cited.
///
///     0.7      0.8     0.9   1.0      1.25       1.5
///          .:.          |   |=|
///         |-O-|         |   |=|          O the estimate, |-| its interval, . one fork
///                       |   |=|          |=| the reference over itself
///
/// @param low where the axis begins, above 0
/// @param high where it ends
/// @param control the reference over itself (A/A); null if it was not measured
record ForestPlot(double low, double high, @Nullable Ratio control) {
    private static final double[] TICKS = {
        0.2, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4
    };

    /// Beyond this many times the reference, or below its inverse, a mark is cut off: a model that
    /// needs seven times as much must not flatten all others.
    private static final double FARTHEST = 3;

    private static final double ROOM = 1.03;
    private static final double TICK_DISTANCE = 7;
    private static final String MIDDLE = "10";

    /// An axis with room for all ratios and their intervals.
    static ForestPlot over(DoubleStream ends, @Nullable Ratio control) {
        var values =
                ends.filter(value -> value >= 1 / FARTHEST && value <= FARTHEST)
                        .summaryStatistics();
        double low = Math.min(0.95, values.getMin());
        double high = Math.max(1.05, values.getMax());
        return new ForestPlot(low / ROOM, high * ROOM, control);
    }

    /// An axis with room for all intervals and forks.
    static ForestPlot over(List<Finding> findings, @Nullable Ratio control) {
        return over(
                findings.stream().filter(Finding::isPaired).flatMapToDouble(ForestPlot::ends),
                control);
    }

    private static DoubleStream ends(Finding finding) {
        var ratio = Objects.requireNonNull(finding.ratio());
        return DoubleStream.concat(
                DoubleStream.of(ratio.value(), ratio.low(), ratio.high()),
                finding.ratios().values().stream().mapToDouble(fork -> fork));
    }

    /// The mark of one row. Where forks disagree there is no estimate, only the forks.
    ///
    /// @param weak draws it pale, for a number that may not be cited
    String mark(Finding finding, boolean weak) {
        var svg = row();
        var ratio = Objects.requireNonNull(finding.ratio());
        if (ratio.value() > high || ratio.value() < low) {
            var far = ratio.value() > high;
            return svg.words(
                            "far",
                            far ? "100%" : "0%",
                            "15",
                            far ? "end" : "start",
                            far ? "beyond the axis →" : "← beyond the axis")
                    .toString();
        }
        if (Scatter.ofRatios(finding).isPresent()) {
            finding.ratios()
                    .values()
                    .forEach(fork -> svg.dot("fork alone", percent(at(fork)), MIDDLE, "3.2"));
            return svg.toString();
        }
        interval(svg, ratio, weak ? "whisker weak" : "whisker");
        var style = weak ? "estimate weak" : "estimate";
        svg.mark(style, ModelFamily.of(finding.cell().model()).symbol(), percent(at(ratio.value())));
        finding.ratios().values().forEach(fork -> svg.dot("fork", percent(at(fork)), "18.6", "1.7"));
        return svg.toString();
    }

    /// A ratio without forks, e.g. of one run over another.
    String mark(Ratio ratio, String symbol, boolean weak) {
        var svg = row();
        var shown =
                new Ratio(
                        Math.clamp(ratio.value(), low, high),
                        ratio.low(),
                        ratio.high(),
                        ratio.n(),
                        ratio.freedom(),
                        ratio.isPooled());
        interval(svg, ratio, weak ? "whisker weak" : "whisker");
        return svg.mark(weak ? "estimate weak" : "estimate", symbol, percent(at(shown.value())))
                .toString();
    }

    /// The row of the reference over itself: the band with its ends.
    String band() {
        var svg = row();
        if (control != null && control.hasInterval()) {
            svg.words("label", percent(at(control.low()) - 0.8), "15", "end", "A/A");
        }
        return svg.toString();
    }

    private Svg row() {
        var svg = new Svg("class=\"forest\" width=\"100%\" height=\"22\" aria-hidden=\"true\"");
        ticks().forEach(tick -> svg.line("grid", percent(at(tick)), "0", percent(at(tick)), "100%"));
        if (control != null && control.hasInterval()) {
            var width = at(control.high()) - at(control.low());
            svg.box("band", percent(at(control.low())), percent(Math.max(0.4, width)), "100%");
        }
        return svg.line("one", percent(at(1)), "0", percent(at(1)), "100%");
    }

    private void interval(Svg svg, Ratio ratio, String style) {
        if (ratio.hasInterval()) {
            var from = percent(at(ratio.low()));
            var to = percent(at(ratio.high()));
            svg.line(style, from, MIDDLE, to, MIDDLE);
            svg.line(style, from, "6", from, "14").line(style, to, "6", to, "14");
        }
    }

    /// Marks of the axis with their numbers, as far apart as they can be read.
    String axis() {
        var svg = new Svg("class=\"forest\" width=\"100%\" height=\"18\" aria-hidden=\"true\"");
        ticks().forEach(tick -> tick(svg, tick));
        return svg.toString();
    }

    private List<Double> ticks() {
        var ticks = new ArrayList<Double>(List.of(1.0));
        double left = at(1);
        double right = at(1);
        for (int i = TICKS.length - 1; i >= 0; i--) {
            if (TICKS[i] < 1 && TICKS[i] > low && left - at(TICKS[i]) > TICK_DISTANCE) {
                left = at(TICKS[i]);
                ticks.add(TICKS[i]);
            }
        }
        for (double tick : TICKS) {
            if (tick > 1 && tick < high && at(tick) - right > TICK_DISTANCE) {
                right = at(tick);
                ticks.add(tick);
            }
        }
        return ticks;
    }

    private void tick(Svg svg, double ratio) {
        var x = percent(at(ratio));
        svg.line("tick", x, "14", x, "18")
                .words("label", x, "11", "middle", ratio == 1 ? "1.00" : Digits.shortest(ratio));
    }

    /// From 0 at the left end to 100 at the right.
    private double at(double ratio) {
        return Math.clamp(100 * Math.log(ratio / low) / Math.log(high / low), 0, 100);
    }

    private static String percent(double at) {
        return String.format(Locale.ROOT, "%.2f%%", at);
    }
}
