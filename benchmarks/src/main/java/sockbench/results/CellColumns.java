package sockbench.results;

import java.util.List;

/// The columns that name a cell, alike in every CSV file.
public final class CellColumns {
    public static final List<String> NAMES =
            List.of(
                    "question",
                    "model",
                    "connections",
                    "body_bytes",
                    "loop",
                    "offered_per_s",
                    "threads",
                    "work_us");

    /// A column that files of earlier versions do not have, and what they would have in it.
    static final String ADDED = "work_us";

    static final String BEFORE_IT_WAS_ADDED = "0";

    private CellColumns() {}

    public static List<String> of(Cell cell) {
        return List.of(
                cell.question().id(),
                cell.model(),
                Integer.toString(cell.connections()),
                Integer.toString(cell.bodyBytes()),
                cell.loop().id(),
                cell.loop().isOpen() && cell.offeredPerSecond() > 0
                        ? Double.toString(cell.offeredPerSecond())
                        : "",
                Integer.toString(cell.threads()),
                Integer.toString(cell.workMicros()));
    }

    /// @param fields in the order of the names
    static Cell read(List<String> fields) {
        var offered = fields.get(5);
        return new Cell(
                Question.of(fields.get(0)),
                fields.get(1),
                Integer.parseInt(fields.get(2)),
                Integer.parseInt(fields.get(3)),
                LoopType.of(fields.get(4)),
                offered.isEmpty() ? 0 : CsvRows.number(offered),
                Integer.parseInt(fields.get(6)),
                Integer.parseInt(fields.get(7)));
    }
}
