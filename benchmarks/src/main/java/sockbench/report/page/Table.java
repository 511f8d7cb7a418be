package sockbench.report.page;

import java.util.List;

/// Rows of entries under named columns.
///
/// @param id anchor for the filter; empty if the table has none
/// @param style CSS classes
public record Table(String id, String style, String caption, List<Column> columns, List<Row> rows)
        implements Section.Block {
    /// @param unit printed below the title; may be empty
    public record Column(String title, String unit, Align align) {
        public static Column text(String title) {
            return new Column(title, "", Align.TEXT);
        }

        public static Column name(String title) {
            return new Column(title, "", Align.NAME);
        }

        public static Column reason(String title) {
            return new Column(title, "", Align.REASON);
        }

        public static Column number(String title, String unit) {
            return new Column(title, unit, Align.NUMBER);
        }
    }

    /// How a column is set; the CSS class of its cells.
    public enum Align {
        TEXT(""),
        NUMBER("n"),
        NAME("name"),
        REASON("reason");

        private final String style;

        Align(String style) {
            this.style = style;
        }

        public String style() {
            return style;
        }
    }

    /// @param style `weak` where not every number may be cited
    public record Row(String style, List<TableEntry> entries) {}

    public boolean isFiltered() {
        return !id.isEmpty();
    }
}
