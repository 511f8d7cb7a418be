package sockbench.report.page;

/// What a table cell holds.
public sealed interface Entry {
    Entry NONE = new Text("–", "", "");

    /// What the table is sorted by: a number, or the text itself.
    String sortKey();

    /// @param style CSS classes, may be empty
    record Text(String text, String style, String sortKey) implements Entry {
        public static Text of(String text) {
            return new Text(text, "", text);
        }

        public static Text of(long number) {
            return new Text(Long.toString(number), "n", Long.toString(number));
        }
    }

    /// A number with what stands behind it.
    ///
    /// @param text with `≥` if it is a lower bound, a dash if there is none
    /// @param unit may be empty where the column says it
    /// @param interval may be empty
    /// @param id citation id
    /// @param citable whether the page offers to cite it
    /// @param note verdict and reason, or n
    record Figure(
            String text,
            String unit,
            String interval,
            String id,
            boolean citable,
            String note,
            String sortKey)
            implements Entry {
        /// The same number without the action to cite it.
        public Figure uncited() {
            return new Figure(text, unit, interval, "", false, note, sortKey);
        }
    }

    /// A number and its bar.
    record Measure(Figure figure, String svg) implements Entry {
        @Override
        public String sortKey() {
            return figure.sortKey();
        }
    }

    /// A verdict.
    ///
    /// @param tone `good`, `warn`, `bad`, `limit` or `mute`
    record Badge(String text, String tone, String note) implements Entry {
        @Override
        public String sortKey() {
            return text;
        }
    }
}
