package sockbench.results;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// How everything is written: a reader sees the old or the new file, never half of one, and a
/// failure names the file. The system's own message for a full disk does not.
public final class WholeFile {
    private WholeFile() {}

    /// Replaces a file, or makes it. What is no regular file, e.g. `/dev/stdout`, is written to and
    /// stays what it is; a symbolic link, too.
    ///
    /// @throws IOException in one line; what was there before is there still
    public static void write(Path file, String text) throws IOException {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                Files.writeString(file, text);
            } else {
                replace(Files.exists(file) ? file.toRealPath() : file, text);
            }
        } catch (IOException failure) {
            throw refused(file, failure);
        }
    }

    private static void replace(Path file, String text) throws IOException {
        var half = file.resolveSibling(file.getFileName() + ".half");
        try {
            Files.writeString(half, text);
            Files.move(half, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    /// Adds to a file, or makes it, and its directory.
    static void append(Path file, String text) throws IOException {
        directory(file.toAbsolutePath().resolveSibling(""));
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw refused(file, failure);
        }
    }

    /// Makes a directory with those above it; does nothing if it is there.
    static void directory(Path path) throws IOException {
        try {
            Files.createDirectories(path);
        } catch (IOException failure) {
            throw refused(path, failure);
        }
    }

    private static IOException refused(Path file, IOException failure) {
        return new IOException(file + " cannot be written: " + reason(failure), failure);
    }

    private static String reason(IOException failure) {
        if (failure instanceof FileSystemException access) {
            return switch (access) {
                case NoSuchFileException _ -> "there is no such directory";
                case AccessDeniedException _ -> "access is denied";
                case FileAlreadyExistsException _ -> "there is a file in the way";
                default ->
                        access.getReason() == null
                                ? access.getClass().getSimpleName()
                                : access.getReason();
            };
        }
        return String.valueOf(failure.getMessage());
    }
}
