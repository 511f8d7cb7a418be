package sockbench.stats;

import org.apache.commons.math3.distribution.NormalDistribution;

import java.util.List;

/// How much a quantity grows with another: weighted least squares over points whose errors are
/// known (Draper and Smith, *Applied Regression Analysis*, 9.2).
///
/// @param value per unit of x
/// @param low of the 95 % interval
/// @param high of the 95 % interval
public record Slope(double value, double low, double high) {
    /// @param error standard error of y, above 0
    public record Point(double x, double y, double error) {}

    /// @param points two or more, at different x
    public static Slope of(List<Point> points) {
        if (points.stream().mapToDouble(Point::x).distinct().count() < 2) {
            throw new IllegalArgumentException("at least 2 different x are needed");
        }
        double weights = 0;
        double sumX = 0;
        double sumY = 0;
        for (var point : points) {
            weights += weight(point);
            sumX += weight(point) * point.x;
            sumY += weight(point) * point.y;
        }
        double meanX = sumX / weights;
        double meanY = sumY / weights;
        double squares = 0;
        double products = 0;
        for (var point : points) {
            squares += weight(point) * (point.x - meanX) * (point.x - meanX);
            products += weight(point) * (point.x - meanX) * (point.y - meanY);
        }
        double value = products / squares;
        double half =
                new NormalDistribution().inverseCumulativeProbability(0.5 + Estimate.CONFIDENCE / 2)
                        / Math.sqrt(squares);
        return new Slope(value, value - half, value + half);
    }

    private static double weight(Point point) {
        return 1 / (point.error * point.error);
    }
}
