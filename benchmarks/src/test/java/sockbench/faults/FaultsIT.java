package sockbench.faults;

import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sockbench.run.BenchProcesses;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Random faults at random moments of a run. `-Dfaults=500` makes so many of them,
/// `-Dfaults.seed=N` the same ones again; `-Ddocs.refresh=true` writes the table of
/// `docs/reliability.md`.
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultsIT {
    private static final int COUNT = Integer.getInteger("faults", 20);
    private static final long SEED = Long.getLong("faults.seed", 20_261_125L);

    private static final List<Fault> FAULTS = List.of(Fault.values());

    private final FaultTable table = new FaultTable(SEED);

    /// Every fault in turn, so that a short form has them all.
    static List<Integer> numbers() {
        return IntStream.range(0, COUNT).boxed().toList();
    }

    @ParameterizedTest(name = "fault {0}")
    @MethodSource("numbers")
    void losesNothingAndLeavesNothing(int number, @TempDir Path place)
            throws IOException, InterruptedException {
        var fault = FAULTS.get(number % FAULTS.size());
        long seed = SEED + number;
        var unavailable = fault.surroundings().unavailable(place);
        if (unavailable.isPresent()) {
            table.cannotHappen(fault, unavailable.get());
            abort(unavailable.get());
        }
        table.happens(fault);
        try (var processes = new BenchProcesses(place)) {
            try {
                new FaultyRun(fault, processes, new Random(seed)).check();
            } catch (AssertionError broken) {
                throw new AssertionError(
                        "%s, -Dfaults.seed=%d, number %d: %s%n%s"
                                .formatted(
                                        fault.id(),
                                        SEED,
                                        number,
                                        broken.getMessage(),
                                        processes.output()),
                        broken);
            }
        }
        table.kept(fault);
    }

    @AfterAll
    void writes() throws IOException {
        if (Boolean.getBoolean("docs.refresh")) {
            table.refresh();
        }
    }
}
