package sockbench.faults;

import sockbench.run.BenchProcesses;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// One process of a run, at a random moment.
///
/// @param victims of which one is struck
/// @param command that strikes; the process id comes last
record Strike(Function<Process, Stream<ProcessHandle>> victims, List<String> command) {
    static Strike onRunner(String signal) {
        return new Strike(bench -> Stream.of(bench.toHandle()), List.of("kill", "-" + signal));
    }

    static Strike onFork(String signal) {
        return new Strike(BenchProcesses::forks, List.of("kill", "-" + signal));
    }

    static Strike onServer(String... command) {
        return new Strike(BenchProcesses::servers, List.of(command));
    }

    /// @return the number of the fork that was struck, 0 for the runner; empty if there was nobody
    Optional<Integer> happens(Process bench) throws IOException, InterruptedException {
        var victim = victims.apply(bench).filter(ProcessHandle::isAlive).findFirst();
        if (victim.isEmpty()) {
            return Optional.empty();
        }
        int fork = BenchProcesses.fork(victim.get());
        var words = new ArrayList<>(command);
        words.add(Long.toString(victim.get().pid()));
        return new ProcessBuilder(words).start().waitFor() == 0
                ? Optional.of(fork)
                : Optional.empty();
    }
}
