package sockbench.faults;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// What happens to a run, and what it promises then. What strikes a process does so at a random
/// moment.
enum Fault {
    RUNNER_KILLED(
            "the runner is killed",
            "forks that ended are kept; no process outlives it",
            Ending.STOPPED,
            Strike.onRunner("KILL")),
    RUNNER_TERMINATED(
            "the runner gets a TERM",
            "it says what is kept and how to go on; no process is left",
            Ending.STOPPED,
            Strike.onRunner("TERM")),
    FORK_KILLED(
            "a JMH fork is killed",
            "its cells are FAILED; the run goes on",
            Ending.FAILED_CELLS,
            Strike.onFork("KILL")),
    FORK_STOPPED(
            "a JMH fork stops (SIGSTOP)",
            "its deadline ends it, FAILED; the run goes on",
            Ending.FAILED_CELLS,
            Strike.onFork("STOP")),
    SERVER_KILLED(
            "a server is killed",
            "its cells are FAILED; the run goes on",
            Ending.FAILED_CELLS,
            Strike.onServer("kill", "-KILL")),
    SERVER_STOPPED(
            "a server stops (SIGSTOP)",
            "its cells are FAILED; the run goes on",
            Ending.FAILED_CELLS,
            Strike.onServer("kill", "-STOP")),
    SERVER_OUT_OF_MEMORY(
            "a server gets no more memory (`prlimit --as`)",
            "it does without, or its cells are FAILED; a report of its crash is with the run",
            Ending.STARVED,
            Strike.onServer("prlimit", "--as=1", "--pid")),
    FILES_FULL(
            "a file cannot grow any more (limit of 60,000 bytes)",
            "one line names the file; forks that ended are kept",
            Ending.FILE_NAMED,
            Surroundings.limited("--fsize=60000")),
    DISK_FULL(
            "the disk is full (4 to 196 KiB for all results)",
            "one line names the file; forks that ended are kept",
            Ending.FILE_NAMED,
            Surroundings.smallDisk()),
    FEW_DESCRIPTORS(
            "the processes have 20 descriptors",
            "its cells are FAILED, with the reason",
            Ending.FAILED_CELLS,
            Surroundings.limited("--nofile=20:20")),
    FEW_THREADS(
            "all processes have 35 to 74 threads together",
            "what does not start is FAILED, with the reason; or one line and the end",
            Ending.STARVED,
            new FewThreads()),
    LITTLE_MEMORY(
            "the processes have 1.6 to 2.2 GB of addresses each",
            "what does not start is FAILED, with the reason; or one line and the end",
            Ending.STARVED,
            Surroundings.littleMemory()),
    PORTS_TAKEN(
            "the system has two ports left",
            "its cells are FAILED, with the reason",
            Ending.FAILED_CELLS,
            Surroundings.twoPorts()),
    NO_URING(
            "io_uring is switched off",
            "models that need it are UNAVAILABLE, with the reason; others are measured without it",
            Ending.WHOLE,
            Surroundings.withoutUring());

    private final String words;
    private final String promise;
    private final Ending ending;
    private final @Nullable Strike strike;
    private final Surroundings surroundings;

    Fault(String words, String promise, Ending ending, Strike strike) {
        this.words = words;
        this.promise = promise;
        this.ending = ending;
        this.strike = strike;
        this.surroundings = Surroundings.good();
    }

    Fault(String words, String promise, Ending ending, Surroundings surroundings) {
        this.words = words;
        this.promise = promise;
        this.ending = ending;
        this.strike = null;
        this.surroundings = surroundings;
    }

    String words() {
        return words;
    }

    String promise() {
        return promise;
    }

    Ending ending() {
        return ending;
    }

    /// Null for a fault that is there from the start.
    @Nullable Strike strike() {
        return strike;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
