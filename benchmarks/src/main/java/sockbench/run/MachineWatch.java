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
import java.util.LinkedHashMap;
import java.util.List;

/// The machine around a run: looked at before the first fork and again after the last.
final class MachineWatch {
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
        var software = new LinkedHashMap<String, String>();
        software.put("jmh", JmhResults.version());
        software.put("generator transport", Transports.best().id());
        software.put("server CPUs", pinned(options.serverCpus().toString()));
        software.put("client CPUs", pinned(options.clientCpus().toString()));
        var warnings = Preflight.warnings();
        var environment = Environment.read(software).toJson();
        var lines = new JsonArray();
        warnings.forEach(lines::add);
        environment.add("warnings", lines);
        directory.writeJson("environment.json", environment);
        return new MachineWatch(directory, environment, warnings, MachineLoad.now());
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
