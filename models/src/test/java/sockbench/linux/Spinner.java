package sockbench.linux;

import java.io.IOException;

/// A child process that never waits.
final class Spinner implements AutoCloseable {
    private final Process process;

    Spinner() throws IOException {
        this.process = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
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
