package sockbench.report.sections;

import sockbench.report.data.Curve;
import sockbench.report.data.Curve.CurveMark;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// Small multiples: one panel per curve on the same axes, all curves grey in each, its own one
/// drawn out. It needs no script.
///
/// @param id of the drawing; the grey curves are drawn once and used by all panels
/// @param compared name of the curve that is drawn dashed in every panel; there need not be one
record SmallMultiples(String id, PlotAxis x, PlotAxis y, String compared, List<Curve> curves) {
    private static final double WIDTH = 230;
    private static final double HEIGHT = 150;
    private static final double LEFT = 36;
    private static final double TOP = 22;
    private static final double BOTTOM = 22;
    private static final double RIGHT = 10;

    /// Values of y that the frame must hold. A curve with a remark may leave it: one server that
    /// spins must not flatten all others.
    static DoubleStream framed(List<Curve> curves) {
        return plain(curves)
                .flatMap(curve ->
                        Stream.concat(
                                curve.points().stream(),
                                curve.companions().stream().flatMap(List::stream)))
                .mapToDouble(CurveMark::y);
    }

    static DoubleStream xs(List<Curve> curves) {
        return curves.stream()
                .flatMapToDouble(curve ->
                        DoubleStream.concat(
                                curve.points().stream().mapToDouble(CurveMark::x),
                                curve.wall() == null
                                        ? DoubleStream.empty()
                                        : DoubleStream.of(curve.wall())));
    }

    private static Stream<Curve> plain(List<Curve> curves) {
        var plain = curves.stream().filter(curve -> curve.remark().isEmpty()).toList();
        return (plain.isEmpty() ? curves : plain).stream();
    }

    String draw() {
        var grey = new Svg("class=\"shared\" width=\"0\" height=\"0\" aria-hidden=\"true\"");
        var all = plain(curves).map(curve -> path(curve.points())).collect(Collectors.joining());
        grey.shared(id + "-all", all);
        return curves.stream()
                .map(this::panel)
                .collect(Collectors.joining("\n", grey + "\n<div class=\"panels\">\n", "\n</div>"));
    }

    private String panel(Curve own) {
        var label = "%s: %s over %s".formatted(own.name(), y.words(), x.words());
        var svg =
                new Svg(
                        "class=\"panel\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\""
                                .formatted(WIDTH, HEIGHT, Svg.escaped(label)));
        axes(svg);
        svg.use("other", id + "-all");
        curves.stream()
                .filter(curve -> curve.name().equals(compared) && !curve.equals(own))
                .forEach(curve -> svg.path("compared", path(curve.points())));
        for (int i = 0; i < own.companions().size(); i++) {
            svg.path("companion c" + i, path(own.companions().get(i)));
        }
        svg.path("own", path(own.points()));
        wall(svg, own);
        own.points().forEach(point -> mark(svg, point));
        svg.words("strong", "2", "12", "start", own.name());
        if (!own.remark().isEmpty()) {
            svg.words("", Svg.number(WIDTH - RIGHT), "12", "end", own.remark());
        }
        return svg.toString();
    }

    private void mark(Svg svg, CurveMark point) {
        if (point.text().isEmpty()) {
            return;
        }
        var at = Svg.number(x(point.x()));
        if (point.low() < point.high()) {
            svg.line("whisker", at, Svg.number(y(point.low())), at, Svg.number(y(point.high())));
        }
        svg.dot(point.weak() ? "hollow" : "own", at, Svg.number(y(point.y())), "2.6", point.text());
    }

    /// A curve that ends in an overload goes up to the frame.
    private void wall(Svg svg, Curve own) {
        if (own.wall() != null && !own.points().isEmpty()) {
            var last = own.points().getLast();
            var at = x(own.wall());
            svg.path(
                    "wall",
                    "M%s %sL%s %sm-3 5l3-5l3 5"
                            .formatted(
                                    Svg.number(x(last.x())),
                                    Svg.number(y(last.y())),
                                    Svg.number(at),
                                    Svg.number(TOP)));
        }
    }

    private void axes(Svg svg) {
        for (var tick : y.ticks()) {
            var at = y(tick.at());
            svg.line("axis", Svg.number(LEFT), Svg.number(at), Svg.number(WIDTH - RIGHT), Svg.number(at));
            svg.words("", Svg.number(LEFT - 5), Svg.number(at + 4), "end", tick.label());
        }
        for (var tick : x.ticks()) {
            var at = Svg.number(x(tick.at()));
            var floor = HEIGHT - BOTTOM;
            svg.line("axis", at, Svg.number(floor), at, Svg.number(floor + 4));
            svg.words("", at, Svg.number(HEIGHT - 5), "middle", tick.label());
        }
    }

    private String path(List<CurveMark> points) {
        return points.stream()
                .map(point -> Svg.number(x(point.x())) + " " + Svg.number(y(point.y())))
                .collect(Collectors.joining("L", "M", ""));
    }

    private double x(double value) {
        return LEFT + (WIDTH - LEFT - RIGHT) * x.share(value);
    }

    private double y(double value) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - y.share(value));
    }
}
