package sockbench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process holds while nobody is connected, as the kernel counts it; and its heap, as the
/// process does.
///
/// @param residentBytes memory in use; the whole heap is, from the start
/// @param heapBytes of objects that a collection has left
record Holdings(long descriptors, long threads, long residentBytes, long heapBytes) {
    private static final int KIBIBYTE = 1024;

    static Holdings of(long pid, long heapBytes) throws IOException {
        var process = Path.of("/proc", Long.toString(pid));
        var status = Files.readString(process.resolve("status"));
        try (var descriptors = Files.list(process.resolve("fd"))) {
            return new Holdings(
                    descriptors.count(),
                    number(status, "Threads:"),
                    KIBIBYTE * number(status, "VmRSS:"),
                    heapBytes);
        }
    }

    Holdings minus(Holdings before) {
        return new Holdings(
                descriptors - before.descriptors,
                threads - before.threads,
                residentBytes - before.residentBytes,
                heapBytes - before.heapBytes);
    }

    private static long number(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
