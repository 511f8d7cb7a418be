package sockbench.faults;

import sockbench.report.MarkedBlock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How often each fault happened and every promise was kept, for `docs/reliability.md`.
final class FaultTable {
    static final Path PAGE = Path.of("../docs/reliability.md");

    private final long seed;
    private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> kept = new EnumMap<>(Fault.class);

    FaultTable(long seed) {
        this.seed = seed;
    }

    void happens(Fault fault) {
        happened.merge(fault, 1, Integer::sum);
    }

    void kept(Fault fault) {
        kept.merge(fault, 1, Integer::sum);
    }

    void refresh() throws IOException {
        Files.writeString(
                PAGE, new MarkedBlock("faults").replace(Files.readString(PAGE), markdown()));
    }

    private String markdown() {
        var rows =
                Stream.of(Fault.values())
                        .map(fault ->
                                "| %s | %s | %d of %d |"
                                        .formatted(
                                                fault.words(),
                                                fault.promise(),
                                                kept.getOrDefault(fault, 0),
                                                happened.getOrDefault(fault, 0)))
                        .collect(Collectors.joining("\n"));
        return "%d faults with seed %d.%n%n| fault | promise | kept |%n|---|---|---|%n%s%n"
                .formatted(happened.values().stream().mapToInt(times -> times).sum(), seed, rows);
    }
}
