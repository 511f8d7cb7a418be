package sockbench.provenance;

import com.google.gson.JsonObject;

import sockbench.findings.NumberId;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// The hashes of what was measured, taken when a run ends. Rebuilding the report never renews them.
public final class Manifest {
    private static final String NAME = "manifest.json";

    /// In the order in which a change of one explains those after it.
    private static final List<String> RAW =
            List.of(
                    "plan.json",
                    "environment.json",
                    "forks.csv",
                    "windows.csv",
                    "samples.csv",
                    "latencies.hlog",
                    "jmh.json",
                    RunDirectory.RULES);

    private Manifest() {}

    /// Hashes the raw files that exist.
    public static void write(RunDirectory run) throws IOException {
        var hashes = new JsonObject();
        for (var name : RAW) {
            if (Files.exists(run.file(name))) {
                hashes.addProperty(name, hash(run, name));
            }
        }
        run.writeJson(NAME, hashes);
    }

    /// Hashes one more file, if the run has ended; the other hashes stay what they were.
    public static void add(RunDirectory run, String name) throws IOException {
        if (Files.exists(run.file(NAME))) {
            var hashes = run.readObject(NAME);
            hashes.addProperty(name, hash(run, name));
            run.writeJson(NAME, hashes);
        }
    }

    /// What was changed since, one line each, the first first.
    static Stream<String> changes(RunDirectory run) throws IOException {
        if (!Files.exists(run.file(NAME))) {
            return Stream.of("manifest.json is missing: the run did not end, or it was removed");
        }
        var hashes = run.readObject(NAME);
        var changes = Stream.<String>builder();
        for (var name : RAW) {
            var recorded = hashes.has(name);
            var exists = Files.exists(run.file(name));
            if (recorded && !exists) {
                changes.add(name + " is missing");
            } else if (exists && !recorded) {
                changes.add(name + " was added after the run");
            } else if (exists && !hashes.get(name).getAsString().equals(hash(run, name))) {
                changes.add(name + " was changed after the run: its hash is not the manifest's");
            }
        }
        return changes.build();
    }

    private static String hash(RunDirectory run, String name) throws IOException {
        return HexFormat.of().formatHex(NumberId.sha256(Files.readAllBytes(run.file(name))));
    }
}
