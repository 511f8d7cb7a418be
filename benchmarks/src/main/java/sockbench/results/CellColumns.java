package sockbench.results;

import de.siegmar.fastcsv.reader.NamedCsvRecord;

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
                    "threads");

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
                Integer.toString(cell.threads()));
    }

    static Cell read(NamedCsvRecord row) {
        var offered = row.getField("offered_per_s");
        return new Cell(
                Question.of(row.getField("question")),
                row.getField("model"),
                Integer.parseInt(row.getField("connections")),
                Integer.parseInt(row.getField("body_bytes")),
                Loop.of(row.getField("loop")),
                offered.isEmpty() ? 0 : Double.parseDouble(offered),
                Integer.parseInt(row.getField("threads")));
    }
}
