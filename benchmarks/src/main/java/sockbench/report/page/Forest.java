package sockbench.report.page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A table that is a picture: one row for each model, its mark on an axis that all rows share, and
/// its numbers beside it.
///
/// @param id of the table
/// @param caption for whom the picture is read aloud
/// @param families shapes of marks and what they mean
/// @param hasForks whether a row has a dot for each fork
/// @param axis SVG of the axis
/// @param before titles of the columns before the picture, without the name
/// @param after titles of the columns behind it
/// @param control the last row: what equal things differ by; null if it was not measured
public record Forest(
        String id,
        String caption,
        List<Shape> families,
        boolean hasForks,
        Table.Column name,
        String axis,
        List<Table.Column> before,
        List<Table.Column> after,
        List<Row> rows,
        @Nullable Row control)
        implements Section.Block {
    /// @param symbol id of the mark
    public record Shape(String symbol, String words) {}

    /// @param style CSS classes; may be empty
    /// @param mark SVG, drawn beforehand; empty if there is nothing to draw
    /// @param remark printed where the mark would be; may be empty
    /// @param dossier what stands behind the row; null if the row does not open
    public record Row(
            String style,
            TableEntry.Name name,
            String mark,
            String remark,
            List<TableEntry> before,
            List<TableEntry> after,
            @Nullable Dossier dossier) {}

    /// Columns of the whole table.
    public int width() {
        return before.size() + 2 + after.size();
    }
}
