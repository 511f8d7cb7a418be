package sockbench.text;

import java.util.List;
import java.util.Locale;

/// Parts of sentences.
public final class Words {
    private Words() {}

    /// E.g. `A`, `A and B`, `A, B and C`.
    public static String list(List<String> names) {
        var last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /// E.g. `24 to 26`, with a decimal where the two are less than 3 apart.
    public static String range(double low, double high) {
        var format = high - low < 3 ? "%.1f" : "%.0f";
        var from = String.format(Locale.ROOT, format, low);
        var to = String.format(Locale.ROOT, format, high);
        return from.equals(to) ? from : from + " to " + to;
    }

    /// E.g. `1 fork`, `8 forks`.
    public static String count(long number, String noun) {
        return Digits.count((double) number) + " " + (number == 1 ? noun : noun + "s");
    }

    public static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
