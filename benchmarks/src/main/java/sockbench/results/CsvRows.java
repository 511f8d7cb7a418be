package sockbench.results;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Reads the rows of a file that is appended to, and may have been cut off in the midst of its last
/// row: that one is left out.
final class CsvRows {
    private CsvRows() {}

    /// What each row says, in order.
    ///
    /// @param columns what the header has to be
    /// @param parse gives a row its meaning, by the fields in the order of the columns
    /// @throws IllegalArgumentException in one line with file and line if it is damaged
    static <T> List<T> read(Path file, List<String> columns, Function<List<String>, T> parse)
            throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        var values = new ArrayList<T>();
        try (var reader = CsvReader.builder().ofCsvRecord(whole(file))) {
            var rows = reader.iterator();
            if (!rows.hasNext()) {
                return values;
            }
            var header = rows.next();
            int added = columns.indexOf(CellColumns.ADDED);
            boolean isEarlier = added >= 0 && header.getFields().equals(without(columns, added));
            if (!isEarlier && !header.getFields().equals(columns)) {
                throw damaged(file, header, "its columns are not " + columns, null);
            }
            int width = isEarlier ? columns.size() - 1 : columns.size();
            while (rows.hasNext()) {
                values.add(
                        value(
                                file,
                                rows.next(),
                                width,
                                fields -> parse.apply(isEarlier ? filled(fields, added) : fields)));
            }
        }
        return values;
    }

    /// Whether the last row was cut off.
    static boolean isCutOff(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (var channel = Files.newByteChannel(file)) {
            if (channel.size() == 0) {
                return false;
            }
            var last = ByteBuffer.allocate(1);
            channel.position(channel.size() - 1).read(last);
            return last.get(0) != '\n';
        }
    }

    /// @throws IllegalArgumentException if it is no number, or none that anything measured can be
    static double number(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(text + " is no measured number");
        }
        return value;
    }

    private static List<String> without(List<String> columns, int index) {
        var fewer = new ArrayList<>(columns);
        fewer.remove(index);
        return fewer;
    }

    private static List<String> filled(List<String> fields, int index) {
        var more = new ArrayList<>(fields);
        more.add(index, CellColumns.BEFORE_IT_WAS_ADDED);
        return more;
    }

    private static String whole(Path file) throws IOException {
        var text = Files.readString(file);
        return isCutOff(file) ? text.substring(0, text.lastIndexOf('\n') + 1) : text;
    }

    private static <T> T value(
            Path file, CsvRecord row, int columns, Function<List<String>, T> parse) {
        if (row.getFieldCount() != columns) {
            var found = "it has %d fields instead of %d".formatted(row.getFieldCount(), columns);
            throw damaged(file, row, found, null);
        }
        try {
            return parse.apply(row.getFields());
        } catch (RuntimeException meaningless) {
            throw damaged(file, row, String.valueOf(meaningless.getMessage()), meaningless);
        }
    }

    private static IllegalArgumentException damaged(
            Path file, CsvRecord row, String why, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "%s, line %d: %s".formatted(file.getFileName(), row.getStartingLineNumber(), why),
                cause);
    }
}
