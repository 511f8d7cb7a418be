package sockbench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Memory that the kernel uses for its own objects, those of all processes together
/// (`proc_meminfo(5)`).
public final class KernelMemory {
    /// Sockets, files and buffers; tables of pages; large tables of descriptors and stacks of
    /// threads. `KernelStack` is no part: with `CONFIG_VMAP_STACK` the same memory is in
    /// `VmallocUsed`.
    private static final List<String> PARTS =
            List.of("Slab:", "PageTables:", "VmallocUsed:", "Percpu:");

    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final long KIBIBYTE = 1024;

    private KernelMemory() {}

    /// @return [Counters#UNKNOWN] where the system does not say
    public static long bytes() throws IOException {
        if (!Files.exists(MEMINFO)) {
            return Counters.UNKNOWN;
        }
        try (var lines = Files.lines(MEMINFO)) {
            return lines.filter(line -> PARTS.contains(line.substring(0, line.indexOf(' '))))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    * KIBIBYTE;
        }
    }
}
