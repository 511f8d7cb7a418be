package sockbench.report;

import java.util.Locale;
import java.util.stream.DoubleStream;

/// Bars with error bars over a common axis. Each is an SVG of its own that stretches with its table
/// cell, so the numbers beside it stay text that can be read, copied and cited.
///
/// @param max where the axis ends
record Bars(double max) {
    /// A bar may be this many times the median before it is cut off.
    private static final double LONGEST = 2.5;

    private static final double ROOM = 1.04;

    /// An axis that shows all values, except that single huge ones are cut off.
    static Bars over(double[] values, double[] highs) {
        double median =
                DoubleStream.of(values).sorted().skip(values.length / 2).findFirst().orElse(1);
        double longest = DoubleStream.of(highs).max().orElse(1);
        return new Bars(Math.min(longest, Math.max(median * LONGEST, Double.MIN_NORMAL)) * ROOM);
    }

    /// @param style further CSS classes of the bar
    /// @param lowerBound draws that the true value may lie further right
    String draw(double value, double low, double high, String style, boolean lowerBound) {
        var svg = new StringBuilder();
        svg.append("<svg class=\"bar\" viewBox=\"0 0 100 18\" preserveAspectRatio=\"none\"");
        svg.append(" aria-hidden=\"true\"><rect class=\"fill ").append(style);
        svg.append("\" y=\"2\" height=\"14\" width=\"").append(at(value)).append("\"/>");
        if (value > max) {
            svg.append("<path fill=\"var(--paper)\" d=\"M92 0l3 0l-3 18l-3 0z\"/>");
        } else if (lowerBound) {
            line(svg, "more", value, 9, max, 9);
        }
        if (high > low && value <= max) {
            line(svg, "whisker", low, 9, high, 9);
            line(svg, "whisker", low, 5, low, 13);
            line(svg, "whisker", high, 5, high, 13);
        }
        return svg.append("</svg>").toString();
    }

    private void line(StringBuilder svg, String style, double x1, int y1, double x2, int y2) {
        svg.append("<line class=\"").append(style);
        svg.append("\" x1=\"").append(at(x1)).append("\" y1=\"").append(y1);
        svg.append("\" x2=\"").append(at(x2)).append("\" y2=\"").append(y2).append("\"/>");
    }

    private String at(double value) {
        return String.format(Locale.ROOT, "%.2f", Math.clamp(100 * value / max, 0, 100));
    }
}
