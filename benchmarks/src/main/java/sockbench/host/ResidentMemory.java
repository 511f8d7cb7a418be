package sockbench.host;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process occupies (`VmRSS` of `proc_pid_status(5)`). The file is opened once: a process
/// that has no descriptor left can still tell. Thread-safe.
final class ResidentMemory {
    private static final @Nullable RandomAccessFile STATUS = open(Path.of("/proc/self/status"));
    private static final int LONGEST = 8192;
    private static final long KIBIBYTE = 1024;

    private ResidentMemory() {}

    private static @Nullable RandomAccessFile open(Path status) {
        try {
            return Files.exists(status) ? new RandomAccessFile(status.toFile(), "r") : null;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// @return [Counters#UNKNOWN] where the system does not say
    static synchronized long bytes() throws IOException {
        if (STATUS == null) {
            return Counters.UNKNOWN;
        }
        STATUS.seek(0);
        byte[] text = new byte[LONGEST];
        int length = STATUS.read(text);
        return new String(text, 0, length, StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
                .findFirst()
                .orElse(Counters.UNKNOWN);
    }
}
