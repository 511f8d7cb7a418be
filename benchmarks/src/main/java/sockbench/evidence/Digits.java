package sockbench.evidence;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers in sentences.
final class Digits {
    private static final MathContext FOUR = new MathContext(4);

    private Digits() {}

    /// At most four significant digits, never in powers of ten.
    static String plain(double value) {
        return new BigDecimal(value).round(FOUR).stripTrailingZeros().toPlainString();
    }
}
