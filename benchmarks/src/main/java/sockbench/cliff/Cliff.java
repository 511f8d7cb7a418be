package sockbench.cliff;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.function.Consumer;

/// What was found.
///
/// @param kept the largest number of connections that kept the objective; 0 if the first did not
/// @param broken the smallest that did not; 0 if all did
/// @param breaking what broke there; null if nothing did
/// @param unfinished whether time was up before they were close enough
public record Cliff(int kept, int broken, @Nullable CliffStep breaking, boolean unfinished) {
    /// Looks for it, on the calling thread, which is pinned to the generator's CPUs meanwhile.
    ///
    /// @param steps told of each number of connections as soon as it was measured
    /// @throws IOException if a server cannot be started
    public static Cliff find(CliffPlan plan, Consumer<CliffStep> steps) throws IOException {
        long begun = System.nanoTime();
        return plan.cpus()
                .client()
                .around(() -> {
                    try (var servers = new CliffServers(plan)) {
                        return new CliffSearch(plan.most(), plan.precision())
                                .run(
                                        connections -> {
                                            var step = servers.at(connections);
                                            steps.accept(step);
                                            return step;
                                        },
                                        () -> System.nanoTime() - begun > plan.limit().toNanos());
                    }
                });
    }
}
