package sockbench.report.sections;

import sockbench.stats.Estimate.Center;
import sockbench.text.Digits;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.DoubleStream;

/// Block ratios over time, one panel for each fork on a common axis: whether a fork drifted, jumped
/// or scattered.
record ForkPanels(SortedMap<Integer, List<Double>> forks) {
    private static final double WIDTH = 190;
    private static final double HEIGHT = 74;
    private static final double LEFT = 30;
    private static final double TOP = 16;
    private static final double TRIMMED = 0.02;

    /// Empty if there are no blocks.
    String draw(String model) {
        var sorted = values().sorted().toArray();
        if (sorted.length == 0) {
            return "";
        }
        // One window that the machine held up must not flatten all others.
        var low = sorted[(int) (TRIMMED * (sorted.length - 1))] / 1.02;
        var high = sorted[(int) ((1 - TRIMMED) * (sorted.length - 1))] * 1.02;
        var panels = new StringBuilder("<div class=\"forkpanels\">");
        forks.forEach((fork, blocks) -> panels.append(panel(model, fork, blocks, low, high)));
        return panels.append("</div>").toString();
    }

    private DoubleStream values() {
        return forks.values().stream().flatMap(List::stream).mapToDouble(ratio -> ratio);
    }

    private static String panel(
            String model, int fork, List<Double> blocks, double low, double high) {
        var median = Center.MEDIAN.of(blocks.stream().mapToDouble(ratio -> ratio).toArray());
        var words =
                "%s, fork %d: %d block ratios, median %s"
                        .formatted(model, fork, blocks.size(), Digits.ratio(median));
        var svg =
                new Svg(
                        "class=\"forkpanel\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\""
                                .formatted(WIDTH, HEIGHT, Svg.escaped(words)));
        svg.words("strong", "0", "10", "start", "fork " + fork);
        svg.words("", Svg.number(WIDTH), "10", "end", "median " + Digits.ratio(median));
        for (double end : new double[] {low, high}) {
            svg.words(
                    "",
                    Svg.number(LEFT - 4),
                    Svg.number(y(end, low, high) + 3),
                    "end",
                    String.format(Locale.ROOT, "%.2f", end));
        }
        var middle = Svg.number(y(median, low, high));
        svg.line("own", Svg.number(LEFT), middle, Svg.number(WIDTH), middle);
        var dots = new StringBuilder();
        for (int i = 0; i < blocks.size(); i++) {
            dots.append(
                    String.format(
                            Locale.ROOT,
                            "M%.0f %.0fh0",
                            LEFT + 3 + (WIDTH - LEFT - 6) * i / Math.max(1, blocks.size() - 1),
                            y(blocks.get(i), low, high)));
        }
        return svg.path("blocks", dots.toString()).toString();
    }

    private static double y(double ratio, double low, double high) {
        var share = Math.log(ratio / low) / Math.log(high / low);
        return TOP + (HEIGHT - TOP - 4) * (1 - Math.clamp(share, 0, 1));
    }
}
