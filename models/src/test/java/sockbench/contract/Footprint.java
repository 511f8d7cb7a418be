package sockbench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// What a server holds of this process: live threads, and on Linux descriptors and mapped rings, as
/// the process's own tables have them.
///
/// @param threads names and ids, without those that belong to the process
/// @param descriptors numbers and what they name: sockets, event objects, pipes; no files
record Footprint(Set<String> threads, Set<String> descriptors) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path MAPPINGS = Path.of("/proc/self/maps");

    static Footprint now() throws IOException {
        var descriptors = new HashSet<String>();
        if (Files.exists(DESCRIPTORS)) {
            addDescriptors(descriptors);
            addMappings(descriptors);
        }
        return new Footprint(threadNames(), descriptors);
    }

    /// Asserts that nothing has come since: a thread may need a moment for its last instructions.
    void assertNothingAddedWithin(Duration patience) {
        await().pollInSameThread() // a thread that polls would be counted
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(patience)
                .untilAsserted(() -> {
                    var after = now();
                    assertThat(threads).as("threads").containsAll(after.threads);
                    assertThat(descriptors).as("descriptors").containsAll(after.descriptors);
                });
    }

    private static Set<String> threadNames() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !isNobodys(thread))
                .map(thread -> thread.getName() + " " + thread.threadId())
                .collect(Collectors.toSet());
    }

    /// Carriers of virtual threads and the like come and go as the JDK sees fit, and so does the
    /// one thread that Netty keeps for the whole process.
    private static boolean isNobodys(Thread thread) {
        var group = thread.getThreadGroup();
        return group == null
                || thread.getName().startsWith("globalEventExecutor")
                || Set.of("CarrierThreads", "InnocuousThreadGroup", "system")
                        .contains(group.getName());
    }

    private static void addDescriptors(Set<String> found) throws IOException {
        try (var all = Files.newDirectoryStream(DESCRIPTORS)) {
            for (var descriptor : all) {
                try {
                    var named = Files.readSymbolicLink(descriptor).toString();
                    if (!named.startsWith("/")) {
                        found.add(descriptor.getFileName() + " " + named);
                    }
                } catch (NoSuchFileException closedMeanwhile) {
                    // it was the one that lists the directory
                }
            }
        }
    }

    private static void addMappings(Set<String> found) throws IOException {
        try (var all = Files.lines(MAPPINGS)) {
            all.filter(line -> line.contains("anon_inode:")).forEach(found::add);
        }
    }
}
