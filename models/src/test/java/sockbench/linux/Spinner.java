package sockbench.linux;

import java.io.IOException;

/// A child process that never waits, and ends with this one.
final class Spinner implements AutoCloseable {
    private final Process process;

    Spinner() throws IOException {
        this.process =
                new ProcessBuilder("sh", "-c", "while kill -0 $PPID 2> /dev/null; do :; done")
                        .start();
    }

    long pid() {
        return process.pid();
    }

    /// Returns when it has used so much CPU time more.
    void awaitWork(ProcessClock clock, long nanos) {
        long before = clock.nanos();
        while (clock.nanos() - before < nanos) {
            Thread.onSpinWait();
        }
    }

    /// Ends it and waits until nothing is left of it.
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
