package sockbench.bench;

import sockbench.host.Pinning;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.results.Verdict;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What the runner tells a fork beside JMH's parameters, as system properties of the fork's JVM.
///
/// @param directory where to append what is measured
/// @param number of the fork, from 1
/// @param round from 1
/// @param seed of payloads and schedules
/// @param started when the runner started the fork
/// @param serverCpus where the server goes
/// @param effort how long to warm up and to measure
/// @param target `HOST:PORT` of a server that runs already; empty to start one
/// @param runner process id of the runner: the fork ends with it
record ForkOrder(
        Path directory,
        int number,
        int round,
        Question question,
        long seed,
        Instant started,
        Pinning serverCpus,
        Effort effort,
        String target,
        long runner) {
    private static final String PREFIX = "sockbench.fork.";

    /// How each of [#asJvmArguments] begins.
    static final String PREFIX_OPTION = "-D" + PREFIX;

    List<String> asJvmArguments() {
        return Stream.of(
                        "directory=" + directory.toAbsolutePath(),
                        "number=" + number,
                        "round=" + round,
                        "question=" + question.id(),
                        "seed=" + seed,
                        "started=" + started,
                        "serverCpus=" + serverCpus,
                        "warmUp=" + effort.warmUp(),
                        "iterations=" + effort.iterations(),
                        "iteration=" + effort.iteration(),
                        "windows=" + effort.windows(),
                        "target=" + target,
                        "runner=" + runner)
                .map(property -> PREFIX_OPTION + property)
                .toList();
    }

    /// The order this fork was given.
    static ForkOrder received() {
        return new ForkOrder(
                Path.of(property("directory")),
                Integer.parseInt(property("number")),
                Integer.parseInt(property("round")),
                Question.of(property("question")),
                Long.parseLong(property("seed")),
                Instant.parse(property("started")),
                Pinning.parse(property("serverCpus")),
                new Effort(
                        Duration.parse(property("warmUp")),
                        Integer.parseInt(property("iterations")),
                        Duration.parse(property("iteration")),
                        Integer.parseInt(property("windows"))),
                property("target"),
                Long.parseLong(property("runner")));
    }

    /// How the fork ended for one of its cells, now.
    Fork ended(Cell cell, Verdict outcome, String reason) {
        var seconds = Duration.between(started, Instant.now()).toMillis() / 1e3;
        return new Fork(number, round, cell, started, seconds, outcome, reason);
    }

    RunDirectory run() {
        return new RunDirectory(directory);
    }

    private static String property(String name) {
        var value = System.getProperty(PREFIX + name);
        if (value == null) {
            throw new IllegalStateException(
                    "these benchmarks need a server and a place for their samples: start them with"
                            + " the bench command");
        }
        return value;
    }
}
