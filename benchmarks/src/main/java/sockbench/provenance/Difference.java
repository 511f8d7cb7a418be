package sockbench.provenance;

import java.util.Arrays;

/// Where a file first departs from what it should be.
///
/// @param there content of the file, which differs
/// @param expected what follows from the raw data
record Difference(String file, String there, String expected) {
    private static final int CONTEXT = 24;

    /// One line that names the place.
    @Override
    public String toString() {
        var at = Arrays.mismatch(there.toCharArray(), expected.toCharArray());
        var before = there.substring(0, at);
        var line = 1 + before.chars().filter(c -> c == '\n').count();
        var column = at - before.lastIndexOf('\n');
        return "%s, line %d, column %d: there is \"%s\", the raw data give \"%s\""
                .formatted(file, line, column, around(there, at), around(expected, at));
    }

    private static String around(String text, int at) {
        var start = Math.max(text.lastIndexOf('\n', at - 1) + 1, at - CONTEXT);
        var end = Math.min(text.length(), at + CONTEXT);
        return text.substring(Math.min(start, end), end).lines().findFirst().orElse("");
    }
}
