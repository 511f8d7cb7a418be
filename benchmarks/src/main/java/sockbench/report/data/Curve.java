package sockbench.report.data;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One line of a chart.
///
/// @param name of the model
/// @param remark printed beside the name; may be empty. A curve with a remark may leave the frame
/// @param points in the order of x
/// @param wall x that the curve does not reach: from its last point it rises there, beyond all
///   bounds; null if there is none
/// @param companions lines that belong to it, in the same panel
public record Curve(
        String name,
        String remark,
        List<CurveMark> points,
        @Nullable Double wall,
        List<List<CurveMark>> companions) {
    public Curve(String name, String remark, List<CurveMark> points) {
        this(name, remark, points, null, List.of());
    }

    /// @param low lower end of the interval; the value itself if there is none
    /// @param weak whether it may not be cited: drawn hollow
    /// @param text what hovering shows
    public record CurveMark(
            double x, double y, double low, double high, boolean weak, String text) {}
}
