package sockbench.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/// Writes numbers with as many digits as are known.
///
/// The last digit printed is the first one of half the interval, or the second where the first is 1
/// or 2: 5.1234 within 5.07 to 5.17 is 5.12, and within 4.9 to 5.4 it is 5.1.
public final class Digits {
    private static final int MOST_SIGNIFICANT = 4;
    private static final int FEWEST_SIGNIFICANT = 2;
    private static final int WITHOUT_INTERVAL = 3;

    private static final MathContext FOUR = new MathContext(MOST_SIGNIFICANT);

    /// Nothing on a page is known to a millionth.
    private static final int MOST_DECIMALS = 5;

    /// Decimals behind the point; negative rounds to tens, hundreds, …
    private final int decimals;

    private Digits(int decimals) {
        this.decimals = Math.min(decimals, MOST_DECIMALS);
    }

    public static Digits of(double value, double low, double high) {
        double half = Math.abs(high - low) / 2;
        if (!(half > 0) || Double.isInfinite(half)) {
            return of(value);
        }
        int lead = lead(value);
        int wanted = -lead(half / 3);
        return new Digits(
                Math.clamp(wanted, FEWEST_SIGNIFICANT - 1 - lead, MOST_SIGNIFICANT - 1 - lead));
    }

    /// For a number that comes without an interval: whole numbers as they are.
    public static Digits of(double value) {
        return new Digits(value == Math.rint(value) ? 0 : WITHOUT_INTERVAL - 1 - lead(value));
    }

    /// `∞` for an end of an interval that is open.
    public String print(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        var rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
        // One instance for each number: DecimalFormat is not thread-safe, and a report is small.
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(Math.max(0, decimals));
        format.setMaximumFractionDigits(Math.max(0, decimals));
        return format.format(rounded.signum() == 0 ? BigDecimal.ZERO : rounded);
    }

    /// `0.123` as `12.3 %`, to a tenth.
    public static String percent(double fraction) {
        return new Digits(1).print(fraction * 100) + " %";
    }

    /// Three significant digits, for what has no interval.
    public static String print3(double value) {
        return of(value).print(value);
    }

    /// Without zeros at the end, for marks of an axis and for what is no measurement.
    public static String shortest(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /// A count, with thousands separated.
    public static String count(double value) {
        return new Digits(0).print(value);
    }

    /// At most four significant digits, never in powers of ten.
    public static String plain(double value) {
        return new BigDecimal(value).round(FOUR).stripTrailingZeros().toPlainString();
    }

    /// Three decimals below 10, fewer above: ratios are known to a part in a thousand.
    public static String ratio(double ratio) {
        if (Double.isNaN(ratio)) {
            return "undefined";
        }
        if (Double.isInfinite(ratio)) {
            return "∞";
        }
        int decimals = ratio < 0.1 ? 4 : ratio < 10 ? 3 : ratio < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", ratio);
    }

    /// E.g. `0.974–1.021`.
    public static String interval(double low, double high) {
        return ratio(low) + "–" + ratio(high);
    }

    /// A p-value with its name.
    public static String p(double p) {
        return p < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.2g", p);
    }

    /// The decimal place of the first digit: 0 for 1 to 9, 1 for 10 to 99, -1 for 0.1 to 0.9.
    private static int lead(double value) {
        return value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value)) + 1e-12);
    }
}
