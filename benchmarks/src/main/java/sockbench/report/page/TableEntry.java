package sockbench.report.page;

/// What a table cell holds.
public sealed interface TableEntry {
    TableEntry NONE = new Text("–", "", "");

    /// What the table is sorted by: a number, or the text itself.
    String sortKey();

    /// @param style CSS classes, may be empty
    record Text(String text, String style, String sortKey) implements TableEntry {
        public static Text of(String text) {
            return new Text(text, "", text);
        }

        public static Text of(long number) {
            return new Text(Long.toString(number), "n", Long.toString(number));
        }
    }

    /// The name of a model.
    ///
    /// @param remark what must be known of it in this table, e.g. that it spins; may be empty
    record Name(String name, String remark) implements TableEntry {
        @Override
        public String sortKey() {
            return name;
        }
    }

    /// What stands behind a number.
    ///
    /// @param id citation id; may be empty
    /// @param citable whether the page offers to cite it
    /// @param grade half the interval in percent, e.g. `±1.2 %`; may be empty
    /// @param verdict in words; empty if it is valid
    /// @param note number of forks, and why it is not valid
    record Worth(String id, boolean citable, String grade, String verdict, String note) {
        public static final Worth UNKNOWN = new Worth("", false, "", "", "not measured");
    }

    /// A number with what stands behind it.
    ///
    /// @param text with `≥` if it is a lower bound, a dash if there is none
    /// @param unit may be empty where the column says it
    /// @param interval may be empty
    record Figure(String text, String unit, String interval, Worth worth, String sortKey)
            implements TableEntry {
        public boolean citable() {
            return worth.citable();
        }

        /// The same number without its interval, for tables of very many.
        public Figure compact() {
            var note = worth.verdict.isEmpty() ? "" : worth.note;
            var brief = new Worth(worth.id, worth.citable, worth.grade, worth.verdict, note);
            return new Figure(text, unit, "", brief, sortKey);
        }

        /// The same number without the action to cite it.
        public Figure uncited() {
            var silent = new Worth("", false, worth.grade(), worth.verdict(), worth.note());
            return new Figure(text, unit, interval, silent, sortKey);
        }
    }

    /// What is typed as it stands.
    record Code(String text) implements TableEntry {
        @Override
        public String sortKey() {
            return text;
        }
    }

    /// A text with what hovering over it shows.
    record Remarked(String text, String note, String sortKey) implements TableEntry {}

    /// A verdict.
    ///
    /// @param tone `good`, `warn`, `bad`, `limit` or `mute`
    record Badge(String text, String tone, String note) implements TableEntry {
        @Override
        public String sortKey() {
            return text;
        }
    }
}
