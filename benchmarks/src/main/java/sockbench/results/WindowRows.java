package sockbench.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The rows of `windows.csv`. A large run has hundreds of thousands, of few cells: each cell is
/// read once, and columns are found by their place.
final class WindowRows {
    private static final WindowField[] FIELDS = WindowField.values();
    private static final List<String> NAMES =
            Stream.of(
                            Stream.of("run"),
                            CellColumns.NAMES.stream(),
                            Stream.of("fork", "arm", "block", "position"),
                            Arrays.stream(FIELDS).map(WindowField::id))
                    .flatMap(names -> names)
                    .toList();
    private static final int CELL = 1;
    private static final int FORK = CELL + CellColumns.NAMES.size();
    private static final int VALUES = FORK + 4;

    private final Map<List<String>, Cell> cells = new HashMap<>();

    private WindowRows() {}

    /// The header.
    static List<String> names() {
        return NAMES;
    }

    static List<String> of(String run, Window window) {
        var row = new ArrayList<String>(NAMES.size());
        row.add(run);
        row.addAll(CellColumns.of(window.cell()));
        row.add(Integer.toString(window.fork()));
        row.add(window.arm().id());
        row.add(Integer.toString(window.block()));
        row.add(Integer.toString(window.position()));
        for (var field : FIELDS) {
            double value = window.value(field);
            row.add(Double.isNaN(value) ? "" : number(value));
        }
        return row;
    }

    /// @throws IllegalArgumentException in one line with file and line if it is damaged
    static List<Window> read(Path file) throws IOException {
        return CsvRows.read(file, NAMES, new WindowRows()::window);
    }

    private Window window(List<String> fields) {
        var values = new EnumMap<WindowField, Double>(WindowField.class);
        for (int i = 0; i < FIELDS.length; i++) {
            var text = fields.get(VALUES + i);
            if (!text.isEmpty()) {
                values.put(FIELDS[i], CsvRows.number(text));
            }
        }
        return new Window(
                Integer.parseInt(fields.get(FORK)),
                cells.computeIfAbsent(List.copyOf(fields.subList(CELL, FORK)), CellColumns::read),
                Arm.of(fields.get(FORK + 1)),
                Integer.parseInt(fields.get(FORK + 2)),
                Integer.parseInt(fields.get(FORK + 3)),
                values);
    }

    /// Counts as whole numbers, so that the file stays small.
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
