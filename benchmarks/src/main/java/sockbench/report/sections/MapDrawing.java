package sockbench.report.sections;

import sockbench.models.Models;
import sockbench.models.Models.Threading;
import sockbench.report.data.HandlerMap;
import sockbench.text.Words;

import java.util.List;

/// The map as a picture: a box for each number of connections and each wait, with the cheapest
/// model in it. How it is filled says how that model works; an empty box with a broken line is
/// undecided.
final class MapDrawing {
    private static final double WIDTH = 900;
    private static final double LEFT = 60;
    private static final double TOP = 24;
    private static final double ROW = 62;
    private static final double GAP = 4;
    private static final double LINE = 15;
    private static final int MOST_NAMES = 2;

    private final HandlerMap map;

    MapDrawing(HandlerMap map) {
        this.map = map;
    }

    String draw() {
        var connections = map.connections();
        var waits = map.waits();
        double height = TOP + waits.size() * ROW;
        var svg =
                new Svg(
                        ("class=\"map\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"The"
                                        + " cheapest model by connections and wait\"")
                                .formatted(WIDTH, height));
        double width = (WIDTH - LEFT) / connections.size();
        for (int column = 0; column < connections.size(); column++) {
            double middle = LEFT + (column + 0.5) * width;
            svg.words(
                    "",
                    Svg.number(middle),
                    Svg.number(TOP - 8),
                    "middle",
                    Words.count(connections.get(column), "connection"));
            for (int row = 0; row < waits.size(); row++) {
                var field = map.field(connections.get(column), waits.get(row));
                if (field != null) {
                    box(svg, field, LEFT + column * width, TOP + row * ROW, width);
                }
            }
        }
        for (int row = 0; row < waits.size(); row++) {
            svg.words(
                    "",
                    Svg.number(LEFT - 8),
                    Svg.number(TOP + (row + 0.5) * ROW),
                    "end",
                    HandlerMap.wait(waits.get(row)));
        }
        return svg.toString();
    }

    private static void box(Svg svg, HandlerMap.Field field, double x, double y, double width) {
        var leaders = field.leaders();
        var path =
                "M%s %sh%sv%sh-%sz"
                        .formatted(
                                Svg.number(x),
                                Svg.number(y),
                                Svg.number(width - GAP),
                                Svg.number(ROW - GAP),
                                Svg.number(width - GAP));
        svg.path(leaders == null ? "undecided" : kind(leaders.names().getFirst()), path);
        var middle = Svg.number(x + (width - GAP) / 2);
        var lines = leaders == null ? List.of(field.doubt()) : words(field, leaders.names());
        double line = y + (ROW - GAP - (lines.size() - 1) * LINE) / 2 + LINE / 3;
        for (var words : lines) {
            svg.words("", middle, Svg.number(line), "middle", words);
            line += LINE;
        }
    }

    private static List<String> words(HandlerMap.Field field, List<String> names) {
        var first = names.getFirst();
        var best = field.best();
        var ratio = best == null ? "" : "× " + MapTable.words(best);
        if (names.size() == 1) {
            return List.of(first, ratio);
        }
        var others =
                names.size() <= MOST_NAMES
                        ? "or " + names.get(1)
                        : "or one of " + (names.size() - 1) + " others";
        return List.of(first, others, ratio);
    }

    /// By how a request gets to its thread.
    private static String kind(String model) {
        var known = Models.valueOf(model);
        if (known.systemCalls().contains("io_uring")) {
            return "completion";
        }
        return known.threading() == Threading.CONNECTIONS || known.threading() == Threading.POOL
                ? "threads"
                : "readiness";
    }
}
