package sockbench.report.sections;

import java.util.Locale;

/// SVG, put together piece by piece. Texts are escaped here: some come from the files of a run.
final class Svg {
    private final StringBuilder text = new StringBuilder();

    /// @param attributes of the root element, e.g. `viewBox="0 0 10 10"`
    Svg(String attributes) {
        text.append("<svg ").append(attributes).append('>');
    }

    /// Coordinates are numbers or percentages.
    ///
    /// @param style CSS class
    Svg line(String style, String x1, String y1, String x2, String y2) {
        text.append("<line class=\"").append(style);
        text.append("\" x1=\"").append(x1).append("\" y1=\"").append(y1);
        text.append("\" x2=\"").append(x2).append("\" y2=\"").append(y2).append("\"/>");
        return this;
    }

    Svg dot(String style, String x, String y, String radius) {
        text.append("<circle class=\"").append(style).append("\" r=\"").append(radius);
        text.append("\" cx=\"").append(x).append("\" cy=\"").append(y).append("\"/>");
        return this;
    }

    /// A mark of the page's definitions, in the middle of a row.
    ///
    /// @param symbol id of the mark
    Svg mark(String style, String symbol, String x) {
        text.append("<use class=\"").append(style).append("\" href=\"#").append(symbol);
        text.append("\" x=\"").append(x).append("\" y=\"10\"/>");
        return this;
    }

    /// @param title what hovering shows
    Svg dot(String style, String x, String y, String radius, String title) {
        text.append("<circle class=\"").append(style).append("\" r=\"").append(radius);
        text.append("\" cx=\"").append(x).append("\" cy=\"").append(y).append("\"><title>");
        text.append(escaped(title)).append("</title></circle>");
        return this;
    }

    /// A path that others [#use].
    Svg shared(String id, String d) {
        text.append("<path id=\"").append(id).append("\" d=\"").append(d).append("\"/>");
        return this;
    }

    Svg use(String style, String id) {
        text.append("<use class=\"").append(style).append("\" href=\"#").append(id).append("\"/>");
        return this;
    }

    Svg box(String style, String x, String width, String height) {
        text.append("<rect class=\"").append(style).append("\" x=\"").append(x);
        text.append("\" y=\"0\" width=\"").append(width).append("\" height=\"");
        text.append(height).append("\"/>");
        return this;
    }

    /// @param title what hovering shows
    Svg bar(String style, String x, String y, String width, String height, String title) {
        text.append("<rect class=\"").append(style).append("\" x=\"").append(x);
        text.append("\" y=\"").append(y).append("\" width=\"").append(width);
        text.append("\" height=\"").append(height).append("\"><title>");
        text.append(escaped(title)).append("</title></rect>");
        return this;
    }

    /// @param d path data in user units
    Svg path(String style, String d) {
        text.append("<path class=\"").append(style).append("\" d=\"").append(d).append("\"/>");
        return this;
    }

    /// @param anchor `start`, `middle` or `end`
    Svg words(String style, String x, String y, String anchor, String words) {
        text.append("<text class=\"").append(style).append("\" x=\"").append(x);
        text.append("\" y=\"").append(y).append("\" text-anchor=\"").append(anchor);
        text.append("\">").append(escaped(words)).append("</text>");
        return this;
    }

    @Override
    public String toString() {
        return text + "</svg>";
    }

    /// With one decimal, which is a tenth of a pixel.
    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /// What may stand in an id: a name from the files of a run may hold anything.
    static String identifier(String raw) {
        return raw.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    static String escaped(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
