package sockbench.report.page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Curves that a reader can hover over, in one or several views to choose from.
///
/// @param id of the element; key in the data island
public record Chart(String id, String title, List<View> views) implements Section.Block {
    /// @param caption what the view shows and what its latency is measured from
    /// @param dots whether each point is a measurement of its own
    public record View(
            String label, String caption, Axis x, Axis y, boolean dots, List<Series> series) {}

    /// @param scale `linear` or `log`
    /// @param zero whether the axis starts at 0
    /// @param ticks where to put marks; null leaves it to the chart
    public record Axis(String title, String scale, boolean zero, @Nullable List<Tick> ticks) {}

    public record Tick(double at, String label) {}

    /// @param style index of colour and dash, the same for a model in every chart
    /// @param wall x that the curve does not reach: from its last point it rises there, beyond all
    ///   bounds; null if there is none
    public record Series(String name, int style, List<Mark> points, @Nullable Double wall) {
        public Series(String name, int style, List<Mark> points) {
            this(name, style, points, null);
        }
    }

    /// @param lo lower end of the interval; null if there is none
    /// @param weak whether it may not be cited
    /// @param text what hovering shows
    public record Mark(
            double x,
            double y,
            @Nullable Double lo,
            @Nullable Double hi,
            boolean weak,
            String text) {}
}
