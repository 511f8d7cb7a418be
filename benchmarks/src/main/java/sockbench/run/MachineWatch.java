package sockbench.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import sockbench.env.Environment;
import sockbench.env.MachineLoad;
import sockbench.env.Preflight;
import sockbench.jmh.JmhResults;
import sockbench.load.transport.Transports;
import sockbench.plan.BenchOptions;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/// The machine around a run: looked at before the first fork and again after the last.
final class MachineWatch {
    /// In `environment.json`: when the run was gone on with.
    private static final String RESUMED = "resumed";

    /// Facts that have to be the same in both parts of a run.
    private static final List<String> DECISIVE =
            List.of(
                    "cpu",
                    "cpus",
                    "kernel",
                    "jdk",
                    "server JVM options",
                    "generator transport",
                    "server CPUs",
                    "client CPUs",
                    "git commit",
                    "git tree");

    private final RunDirectory directory;
    private final JsonObject environment;
    private final List<String> warnings;
    private final MachineLoad before;

    private MachineWatch(
            RunDirectory directory,
            JsonObject environment,
            List<String> warnings,
            MachineLoad before) {
        this.directory = directory;
        this.environment = environment;
        this.warnings = warnings;
        this.before = before;
    }

    /// Reads everything and writes it down.
    static MachineWatch before(BenchOptions options, RunDirectory directory) throws IOException {
        var warnings = Preflight.warnings();
        var environment = read(options);
        var lines = new JsonArray();
        warnings.forEach(lines::add);
        environment.add("warnings", lines);
        directory.writeJson("environment.json", environment);
        return new MachineWatch(directory, environment, warnings, MachineLoad.now());
    }

    /// Looks again where a run is gone on with, and notes it.
    ///
    /// @param forks that the earlier part has
    /// @throws IllegalArgumentException in one line if the machine or the software is another
    static MachineWatch again(BenchOptions options, RunDirectory directory, int forks)
            throws IOException {
        var environment = directory.readObject("environment.json");
        var now = read(options);
        for (var name : List.of("identity", "details")) {
            requireSame(environment.getAsJsonObject(name), now.getAsJsonObject(name));
        }
        var parts = environment.get(RESUMED) instanceof JsonArray before ? before : new JsonArray();
        parts.add("after fork %d, at %s".formatted(forks, Instant.now()));
        environment.add(RESUMED, parts);
        directory.writeJson("environment.json", environment);
        return new MachineWatch(directory, environment, Preflight.warnings(), MachineLoad.now());
    }

    private static JsonObject read(BenchOptions options) {
        var software = new LinkedHashMap<String, String>();
        software.put("jmh", JmhResults.version());
        software.put("generator transport", Transports.best().id());
        software.put("server CPUs", pinned(options.serverCpus().toString()));
        software.put("client CPUs", pinned(options.clientCpus().toString()));
        return Environment.read(software).toJson();
    }

    private static void requireSame(JsonObject earlier, JsonObject now) {
        for (var name : DECISIVE) {
            if (earlier.has(name) && !earlier.get(name).equals(now.get(name))) {
                throw new IllegalArgumentException(
                        "the run cannot be resumed: its %s was %s, and is %s now"
                                .formatted(name, earlier.get(name), now.get(name)));
            }
        }
    }

    /// What is wrong with the machine, one line each.
    List<String> warnings() {
        return warnings;
    }

    /// Adds what happened to the machine meanwhile.
    void after() throws IOException {
        var now = MachineLoad.now();
        var during = new JsonObject();
        during.addProperty("load average before", before.averageOneMinute());
        during.addProperty("load average after", now.averageOneMinute());
        during.addProperty("CPU time the host took away, share", now.stealSince(before));
        environment.add("during", during);
        directory.writeJson("environment.json", environment);
    }

    private static String pinned(String cpus) {
        return cpus.isEmpty() ? "not pinned" : cpus;
    }
}
