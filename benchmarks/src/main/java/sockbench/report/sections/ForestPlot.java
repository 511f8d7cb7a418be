package sockbench.report.sections;

import org.jspecify.annotations.Nullable;

import sockbench.findings.Finding;
import sockbench.stats.Ratio;
import sockbench.text.Digits;

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
        0.2, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 2.5, 3, 4
    };

    /// Beyond this many times the reference, or below its inverse, a mark is cut off: a model that
    /// needs seven times as much must not flatten all others.
    private static final double FARTHEST = 3;

    private static final double ROOM = 1.03;
    private static final double TICK_DISTANCE = 11;

    /// An axis with room for all intervals and forks.
    static ForestPlot over(List<Finding> findings, @Nullable Ratio control) {
        var values =
                findings.stream()
                        .filter(Finding::isPaired)
                        .flatMapToDouble(ForestPlot::ends)
                        .filter(value -> value >= 1 / FARTHEST && value <= FARTHEST)
                        .summaryStatistics();
        double low = Math.min(0.95, values.getMin());
        double high = Math.max(1.05, values.getMax());
        return new ForestPlot(low / ROOM, high * ROOM, control);
    }

    private static DoubleStream ends(Finding finding) {
        var ratio = Objects.requireNonNull(finding.ratio());
        return DoubleStream.concat(
                DoubleStream.of(ratio.value(), ratio.low(), ratio.high()),
                finding.ratios().values().stream().mapToDouble(fork -> fork));
    }

    /// The mark of one row.
    ///
    /// @param weak draws it pale, for a number that may not be cited
    String mark(Finding finding, boolean weak) {
        var svg = new Svg("class=\"forest\" width=\"100%\" height=\"40\" aria-hidden=\"true\"");
        if (control != null && control.hasInterval()) {
            var width = at(control.high()) - at(control.low());
            svg.box("band", percent(at(control.low())), percent(Math.max(0.4, width)), "100%");
        }
        svg.line("one", percent(at(1)), "0", percent(at(1)), "100%");
        var ratio = Objects.requireNonNull(finding.ratio());
        if (ratio.value() > high || ratio.value() < low) {
            var far = ratio.value() > high;
            svg.words("far", far ? "100%" : "0%", "25", far ? "end" : "start", far ? "→" : "←");
            return svg.toString();
        }
        finding.ratios().values().forEach(fork -> svg.dot("fork", percent(at(fork)), "30", "1.9"));
        var style = weak ? "whisker weak" : "whisker";
        if (ratio.hasInterval()) {
            var from = percent(at(ratio.low()));
            var to = percent(at(ratio.high()));
            svg.line(style, from, "16", to, "16");
            svg.line(style, from, "12", from, "20").line(style, to, "12", to, "20");
        }
        return svg.dot(weak ? "estimate weak" : "estimate", percent(at(ratio.value())), "16", "3.4")
                .toString();
    }

    /// Marks of the axis with their numbers, as far apart as they can be read.
    String axis() {
        var svg = new Svg("class=\"forest\" width=\"100%\" height=\"18\" aria-hidden=\"true\"");
        tick(svg, 1);
        double left = at(1);
        double right = at(1);
        for (int i = TICKS.length - 1; i >= 0; i--) {
            if (TICKS[i] < 1 && TICKS[i] > low && left - at(TICKS[i]) > TICK_DISTANCE) {
                left = at(TICKS[i]);
                tick(svg, TICKS[i]);
            }
        }
        for (double tick : TICKS) {
            if (tick > 1 && tick < high && at(tick) - right > TICK_DISTANCE) {
                right = at(tick);
                tick(svg, tick);
            }
        }
        return svg.toString();
    }

    private void tick(Svg svg, double ratio) {
        var x = percent(at(ratio));
        svg.line("tick", x, "14", x, "18")
                .words("label", x, "11", "middle", ratio == 1 ? "1" : Digits.shortest(ratio));
    }

    /// From 0 at the left end to 100 at the right.
    private double at(double ratio) {
        return Math.clamp(100 * Math.log(ratio / low) / Math.log(high / low), 0, 100);
    }

    private static String percent(double at) {
        return String.format(Locale.ROOT, "%.2f%%", at);
    }
}
