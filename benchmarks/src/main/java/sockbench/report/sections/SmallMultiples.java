package sockbench.report.sections;

import sockbench.text.Digits;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// Small multiples: one panel per curve on the same logarithmic axes, all curves grey in each, its
/// own one drawn out. It needs no script.
///
/// @param x words of the horizontal axis
/// @param y words of the vertical axis
/// @param compared name of the curve that is drawn dashed in every panel; there need not be one
record SmallMultiples(String x, String y, String compared, List<Curve> curves) {
    private static final double[] STEPS = {1, 2, 5};
    private static final double WIDTH = 230;
    private static final double HEIGHT = 170;
    private static final double LEFT = 36;
    private static final double TOP = 24;
    private static final double BOTTOM = 24;
    private static final double RIGHT = 8;
    private static final int MOST_TICKS = 5;

    /// @param remark printed below the name; may be empty
    /// @param points in the order of x, all above 0
    record Curve(String name, String remark, List<PanelPoint> points) {}

    /// @param weak whether it may not be cited: drawn hollow
    record PanelPoint(double x, double y, double low, double high, boolean weak) {}

    private record Range(double low, double high) {
        static Range of(DoubleStream values) {
            var all = values.summaryStatistics();
            return new Range(all.getMin() / 1.08, all.getMax() * 1.08);
        }

        double share(double value) {
            return Math.log(value / low) / Math.log(high / low);
        }

        /// 1, 2 and 5 times powers of ten; fewer of them where that is too many.
        double[] ticks() {
            var all = ticks(STEPS);
            return all.length <= MOST_TICKS ? all : ticks(new double[] {1});
        }

        private double[] ticks(double[] steps) {
            int from = (int) Math.floor(Math.log10(low));
            int to = (int) Math.ceil(Math.log10(high));
            return DoubleStream.iterate(from, power -> power <= to, power -> power + 1)
                    .map(power -> Math.pow(10, power))
                    .flatMap(unit -> DoubleStream.of(steps).map(step -> step * unit))
                    .filter(tick -> tick >= low && tick <= high)
                    .toArray();
        }
    }

    String draw() {
        var xs = Range.of(points().mapToDouble(PanelPoint::x));
        var ys =
                Range.of(
                        framed().stream()
                                .flatMap(curve -> curve.points().stream())
                                .mapToDouble(PanelPoint::y));
        return curves.stream()
                .map(curve -> panel(curve, xs, ys))
                .collect(Collectors.joining("\n", "<div class=\"panels\">\n", "\n</div>"));
    }

    /// A curve with a remark may leave the frame: one server that spins must not flatten all
    /// others.
    private List<Curve> framed() {
        var plain = curves.stream().filter(curve -> curve.remark().isEmpty()).toList();
        return plain.isEmpty() ? curves : plain;
    }

    private Stream<PanelPoint> points() {
        return curves.stream().flatMap(curve -> curve.points().stream());
    }

    private String panel(Curve own, Range xs, Range ys) {
        var label = "%s: %s over %s".formatted(own.name(), y, x);
        var svg =
                new Svg(
                        "class=\"panel\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\""
                                .formatted(WIDTH, HEIGHT, Svg.escaped(label)));
        axes(svg, xs, ys);
        framed().forEach(curve -> svg.path("other", path(curve, xs, ys)));
        curves.stream()
                .filter(curve -> curve.name().equals(compared) && !curve.equals(own))
                .forEach(curve -> svg.path("compared", path(curve, xs, ys)));
        svg.path("own", path(own, xs, ys));
        for (var point : own.points()) {
            var at = Svg.number(x(point, xs));
            svg.line(
                    "whisker",
                    at,
                    Svg.number(y(clamped(point.low(), ys), ys)),
                    at,
                    Svg.number(y(clamped(point.high(), ys), ys)));
            svg.dot(
                    point.weak() ? "hollow" : "own",
                    at,
                    Svg.number(y(clamped(point.y(), ys), ys)),
                    "2.6");
        }
        svg.words("strong", Svg.number(LEFT), "12", "start", own.name());
        if (!own.remark().isEmpty()) {
            svg.words("", Svg.number(WIDTH - RIGHT), "12", "end", own.remark());
        }
        return svg.toString();
    }

    private static void axes(Svg svg, Range xs, Range ys) {
        for (double tick : ys.ticks()) {
            var at = Svg.number(y(tick, ys));
            svg.line("axis", Svg.number(LEFT), at, Svg.number(WIDTH - RIGHT), at);
            svg.words("", Svg.number(LEFT - 5), Svg.number(y(tick, ys) + 4), "end", label(tick));
        }
        for (double tick : xs.ticks()) {
            var at = Svg.number(LEFT + (WIDTH - LEFT - RIGHT) * xs.share(tick));
            var floor = HEIGHT - BOTTOM;
            svg.line("axis", at, Svg.number(floor), at, Svg.number(floor + 4));
            svg.words("", at, Svg.number(HEIGHT - 6), "middle", label(tick));
        }
    }

    private static String path(Curve curve, Range xs, Range ys) {
        return curve.points().stream()
                .map(point ->
                        Svg.number(x(point, xs)) + " " + Svg.number(y(clamped(point.y(), ys), ys)))
                .collect(Collectors.joining("L", "M", ""));
    }

    private static double x(PanelPoint point, Range xs) {
        return LEFT + (WIDTH - LEFT - RIGHT) * xs.share(point.x());
    }

    private static double y(double value, Range ys) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - ys.share(value));
    }

    private static double clamped(double value, Range range) {
        return Math.clamp(value, range.low(), range.high());
    }

    /// E.g. `0.5`, `20`, `5k`.
    private static String label(double tick) {
        return tick >= 1000
                ? String.format(Locale.ROOT, "%sk", Digits.shortest(tick / 1000))
                : Digits.shortest(Math.round(tick * 1e6) / 1e6);
    }
}
