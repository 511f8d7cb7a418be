package sockbench.plan;

import org.jspecify.annotations.Nullable;

import sockbench.host.Pinning;
import sockbench.models.Models;
import sockbench.results.Question;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;

/// What a user asked for, with the profile's answer where nothing was said. Ranges are checked.
///
/// @param profile how much effort
/// @param models which to compare, at least one unless there is a target
/// @param questions which to ask
/// @param connections for the throughput question
/// @param bodyBytes of requests
/// @param threads budgets; 0 is each model's natural number
/// @param reference what every model is measured against
/// @param goal half-width of a ratio's interval at which a cell has forks enough, 0.001 to 1
/// @param rounds forks per cell, 1 to 1000; null for as many as the goal needs and the profile's
///   budget allows
/// @param seed of order, schedules and payloads
/// @param serverCpus where servers run
/// @param clientCpus where generators run
/// @param name last part of the run's directory
/// @param results where run directories go
/// @param target `HOST:PORT` of a server that runs already; empty for none
/// @param jmh options passed through to JMH
public record BenchOptions(
        Profile profile,
        List<Models> models,
        List<Question> questions,
        List<Integer> connections,
        List<Integer> bodyBytes,
        List<Integer> threads,
        Models reference,
        double goal,
        @Nullable Integer rounds,
        long seed,
        Pinning serverCpus,
        Pinning clientCpus,
        String name,
        Path results,
        String target,
        List<String> jmh) {
    private static final int MAX_CONNECTIONS = 100_000;

    public BenchOptions {
        if (rounds != null) {
            check("rounds", List.of(rounds), 1, 1000);
        }
        if (!(goal >= 0.001 && goal <= 1)) {
            throw new IllegalArgumentException(
                    "goal must be 0.1 % to 100 %, was " + 100 * goal + " %");
        }
        check("connections", connections, 1, MAX_CONNECTIONS);
        check("bodyBytes", bodyBytes, 0, 65_535);
        check("threads", threads, 0, 1024);
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    "name must be 1 to 64 letters, digits, dots, dashes or underscores, was "
                            + name);
        }
    }

    /// The models that are asked about, the reference among them.
    List<Models> modelsWithReference() {
        var all = new LinkedHashSet<>(models);
        all.add(reference);
        return List.copyOf(all);
    }

    public int fewestRounds() {
        return rounds == null ? profile.fewestRounds() : rounds;
    }

    public int mostRounds() {
        return rounds == null ? profile.mostRounds() : rounds;
    }

    private static void check(String name, List<Integer> values, int min, int max) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
        for (int value : values) {
            if (value < min || value > max) {
                throw new IllegalArgumentException(
                        "%s must be %d to %d, was %d".formatted(name, min, max, value));
            }
        }
    }
}
