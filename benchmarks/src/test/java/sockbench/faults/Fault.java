package sockbench.faults;

import sockbench.run.BenchProcesses;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What happens to a run at a random moment, and what it promises then.
enum Fault {
    RUNNER_KILLED("the runner is killed", "forks that ended are kept; no process outlives it") {
        @Override
        Stream<ProcessHandle> victims(Process bench) {
            return Stream.of(bench.toHandle());
        }
    },
    RUNNER_TERMINATED(
            "the runner gets a TERM", "it says what is kept and how to go on; no process is left") {
        @Override
        Stream<ProcessHandle> victims(Process bench) {
            return Stream.of(bench.toHandle());
        }

        @Override
        String signal() {
            return "TERM";
        }
    },
    FORK_KILLED("a JMH fork is killed", "its cells are FAILED; the run goes on") {
        @Override
        Stream<ProcessHandle> victims(Process bench) {
            return BenchProcesses.forks(bench);
        }
    },
    FORK_STOPPED("a JMH fork stops (SIGSTOP)", "its deadline ends it, FAILED; the run goes on") {
        @Override
        Stream<ProcessHandle> victims(Process bench) {
            return BenchProcesses.forks(bench);
        }

        @Override
        String signal() {
            return "STOP";
        }
    },
    SERVER_KILLED("a server is killed", "its cells are FAILED; the run goes on") {
        @Override
        Stream<ProcessHandle> victims(Process bench) {
            return BenchProcesses.servers(bench);
        }
    },
    SERVER_STOPPED("a server stops (SIGSTOP)", "its cells are FAILED; the run goes on") {
        @Override
        Stream<ProcessHandle> victims(Process bench) {
            return BenchProcesses.servers(bench);
        }

        @Override
        String signal() {
            return "STOP";
        }
    },
    FILES_FULL(
            "a file cannot grow any more (limit of 60,000 bytes)",
            "one line names the file; forks that ended are kept") {
        @Override
        List<String> prefix() {
            return List.of("prlimit", "--fsize=60000");
        }
    },
    FEW_DESCRIPTORS("the processes have 20 descriptors", "its cells are FAILED, with the reason") {
        @Override
        List<String> prefix() {
            return List.of("prlimit", "--nofile=20:20");
        }
    };

    private final String words;
    private final String promise;

    Fault(String words, String promise) {
        this.words = words;
        this.promise = promise;
    }

    String words() {
        return words;
    }

    String promise() {
        return promise;
    }

    /// Processes of which one is struck; none for a fault that is there from the start.
    Stream<ProcessHandle> victims(Process bench) {
        return Stream.empty();
    }

    String signal() {
        return "KILL";
    }

    /// What the run is started with.
    List<String> prefix() {
        return List.of();
    }

    boolean isThereFromTheStart() {
        return !prefix().isEmpty();
    }

    boolean endsTheRunner() {
        return this == RUNNER_KILLED || this == RUNNER_TERMINATED;
    }

    /// @return whether there was somebody to strike
    boolean strike(Process bench) throws IOException, InterruptedException {
        var victim = victims(bench).filter(ProcessHandle::isAlive).findFirst();
        if (victim.isEmpty()) {
            return false;
        }
        var kill = List.of("kill", "-" + signal(), Long.toString(victim.get().pid()));
        return new ProcessBuilder(kill).start().waitFor() == 0;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
