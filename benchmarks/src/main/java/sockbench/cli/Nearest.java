package sockbench.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// The name that somebody who mistyped one most likely meant.
final class Nearest {
    private Nearest() {}

    /// @param names at least one
    /// @return the one with the fewest edits (Levenshtein) from `mistyped`, upper and lower case
    ///   alike
    static String to(String mistyped, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> edits(fold(mistyped), fold(name))))
                .orElseThrow();
    }

    private static String fold(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static int edits(String from, String to) {
        var row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[to.length()];
    }
}
