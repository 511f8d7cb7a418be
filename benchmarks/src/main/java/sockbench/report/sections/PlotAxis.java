package sockbench.report.sections;

import sockbench.text.Digits;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// One axis of panels that share it.
///
/// @param words what it measures, with its unit
/// @param low where it begins, above 0 if it is logarithmic
/// @param ticks where to put marks, and what they say
record PlotAxis(String words, boolean isLogarithmic, double low, double high, List<Tick> ticks) {
    private static final double[] STEPS = {1, 2, 5};
    private static final int MOST_TICKS = 5;
    private static final double ROOM = 1.08;

    record Tick(double at, String label) {}

    /// With marks at 1, 2 and 5 times powers of ten; fewer of them where that is too many.
    static PlotAxis logarithmic(String words, DoubleStream values) {
        var all = values.filter(value -> value > 0).summaryStatistics();
        if (all.getCount() == 0) {
            return new PlotAxis(words, true, 1, 10, List.of());
        }
        double low = all.getMin() / ROOM;
        double high = all.getMax() * ROOM;
        var ticks = ticks(STEPS, low, high);
        return new PlotAxis(
                words,
                true,
                low,
                high,
                ticks.size() <= MOST_TICKS ? ticks : ticks(new double[] {1}, low, high));
    }

    /// From 0, with three marks or so.
    static PlotAxis linear(String words, DoubleStream values) {
        double high = values.max().orElse(1) * 1.04;
        double unit = Math.pow(10, Math.floor(Math.log10(high)));
        double step =
                DoubleStream.of(0.2 * unit, 0.5 * unit, unit, 2 * unit, 5 * unit)
                        .filter(size -> high / size <= 4)
                        .findFirst()
                        .orElse(unit);
        var ticks =
                DoubleStream.iterate(0, at -> at <= high, at -> at + step)
                        .mapToObj(at -> new Tick(at, label(at)))
                        .toList();
        return new PlotAxis(words, false, 0, high, ticks);
    }

    private static List<Tick> ticks(double[] steps, double low, double high) {
        int from = (int) Math.floor(Math.log10(low));
        int to = (int) Math.ceil(Math.log10(high));
        return DoubleStream.iterate(from, power -> power <= to, power -> power + 1)
                .map(power -> Math.pow(10, power))
                .flatMap(unit -> DoubleStream.of(steps).map(step -> step * unit))
                .filter(tick -> tick >= low && tick <= high)
                .mapToObj(tick -> new Tick(tick, label(tick)))
                .toList();
    }

    /// From 0 to 1; what lies beyond an end is on it.
    double share(double value) {
        var share =
                isLogarithmic
                        ? Math.log(value / low) / Math.log(high / low)
                        : (value - low) / (high - low);
        return Math.clamp(share, 0, 1);
    }

    /// E.g. `0.5`, `20`, `5k`.
    static String label(double tick) {
        return tick >= 1000
                ? String.format(Locale.ROOT, "%sk", Digits.shortest(tick / 1000))
                : Digits.shortest(Math.round(tick * 1e6) / 1e6);
    }
}
