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
    private final Map<Fault, String> impossible = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> kept = new EnumMap<>(Fault.class);

    FaultTable(long seed) {
        this.seed = seed;
    }

    void happens(Fault fault) {
        happened.merge(fault, 1, Integer::sum);
    }

    void cannotHappen(Fault fault, String reason) {
        impossible.put(fault, reason);
    }

    void kept(Fault fault) {
        kept.merge(fault, 1, Integer::sum);
    }

    void refresh() throws IOException {
        Files.writeString(
                PAGE, new MarkedBlock("faults").replace(Files.readString(PAGE), markdown()));
    }

    private String result(Fault fault) {
        return impossible.containsKey(fault)
                ? "cannot be made here: " + impossible.get(fault)
                : "kept %d of %d"
                        .formatted(
                                kept.getOrDefault(fault, 0), happened.getOrDefault(fault, 0));
    }

    private String markdown() {
        var rows =
                Stream.of(Fault.values())
                        .map(fault ->
                                "| %s | %s | `FaultsIT` %s | %s |"
                                        .formatted(
                                                fault.words(),
                                                fault.promise(),
                                                fault.id(),
                                                result(fault)))
                        .collect(Collectors.joining("\n"));
        return "%d faults with seed %d.%n%n| fault | promise | test | result |%n|---|---|---|---|%n%s%n"
                .formatted(happened.values().stream().mapToInt(times -> times).sum(), seed, rows);
    }
}
