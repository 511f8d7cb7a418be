package sockbench.report.data;

import sockbench.results.Metric;
import sockbench.stats.Estimate;
import sockbench.stats.Ratio;
import sockbench.text.Digits;

/// A measured value as people read it.
///
/// @param unit empty where it is the one the column names
/// @param interval empty for a single fork, or where all forks agree
public record Printed(String value, String unit, String interval) {
    /// @param size of one printed unit in units of the metric
    private record Scale(double size, String unit) {
        static Scale of(Metric metric, double value) {
            double size = Math.abs(value);
            if (metric.isFraction()) {
                return new Scale(0.01, "%");
            }
            return switch (metric.unit()) {
                case "us" -> micros(size);
                case "B" -> bytes(size);
                default -> new Scale(1, "");
            };
        }

        private static Scale micros(double value) {
            if (value >= 1e7) {
                return new Scale(1e6, "s");
            }
            return value >= 1e4 ? new Scale(1e3, "ms") : new Scale(1, "");
        }

        private static Scale bytes(double value) {
            if (value >= 1 << 20) {
                return new Scale(1 << 20, "MiB");
            }
            return value >= 1 << 13 ? new Scale(1 << 10, "KiB") : new Scale(1, "");
        }
    }

    /// How large one printed unit of an estimate is in units of the metric.
    static double scale(Metric metric, Estimate estimate) {
        return Scale.of(metric, estimate.value()).size();
    }

    static Printed of(Metric metric, Estimate estimate) {
        var scale = Scale.of(metric, estimate.value());
        double value = estimate.value() / scale.size();
        double low = estimate.low() / scale.size();
        double high = estimate.high() / scale.size();
        var digits = Digits.of(value, low, high);
        var interval = low < high ? digits.print(low) + "–" + digits.print(high) : "";
        return new Printed(digits.print(value), scale.unit(), interval);
    }

    /// Times the reference.
    static Printed of(Ratio ratio) {
        var digits = Digits.of(ratio.value(), ratio.low(), ratio.high());
        var interval =
                ratio.hasInterval()
                        ? digits.print(ratio.low()) + "–" + digits.print(ratio.high())
                        : "";
        return new Printed(digits.print(ratio.value()), "", interval);
    }

    /// The unit a column of this metric names.
    public static String columnUnit(Metric metric) {
        if (metric.isFraction()) {
            return "";
        }
        return switch (metric.unit()) {
            case "1" -> "";
            case "us" -> "µs";
            case "1/s" -> "per s";
            case "us/s" -> "µs per s";
            default -> metric.unit();
        };
    }

    /// With the unit, for sentences.
    public static String sentence(Metric metric, Estimate estimate) {
        var printed = of(metric, estimate);
        var unit = printed.unit().isEmpty() ? columnUnit(metric) : printed.unit();
        return (printed.value() + " " + unit).strip();
    }
}
