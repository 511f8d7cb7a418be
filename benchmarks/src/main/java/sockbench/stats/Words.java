package sockbench.stats;

import java.util.Locale;

/// Numbers of statistics as people write them.
final class Words {
    private Words() {}

    /// Three decimals below 10, fewer above: ratios are known to a part in a thousand.
    static String number(double ratio) {
        if (Double.isNaN(ratio)) {
            return "undefined";
        }
        if (Double.isInfinite(ratio)) {
            return "∞";
        }
        var decimals = ratio < 0.1 ? 4 : ratio < 10 ? 3 : ratio < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", ratio);
    }

    static String interval(double low, double high) {
        return number(low) + "–" + number(high);
    }

    static String p(double p) {
        return p < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.2g", p);
    }
}
