package sockbench.fork;

import sockbench.host.Counters;
import sockbench.host.LaunchedServer;
import sockbench.host.Pinning;
import sockbench.host.ServerProcess;
import sockbench.host.ServerSpec;
import sockbench.load.nullserver.NullServer;
import sockbench.models.Models;
import sockbench.models.Models.Trait;
import sockbench.plan.Builds;
import sockbench.plan.QuestionKind;
import sockbench.protocol.CpuBurner;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.ServerKind;
import sockbench.results.Verdict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The servers of one fork: the reference and one for each subject.
public final class Servers {
    /// A subject: thread budgets make different servers of one model.
    private record ServerKey(String model, int threads) {
        static ServerKey of(Cell cell) {
            return new ServerKey(cell.model(), cell.threads());
        }
    }

    private final MeasuredServer reference;
    private final Map<ServerKey, MeasuredServer> subjects;
    private final Map<MeasuredServer, Counters> before = new HashMap<>();
    private final Map<MeasuredServer, Counters> after = new HashMap<>();

    private Servers(MeasuredServer reference, Map<ServerKey, MeasuredServer> subjects) {
        this.reference = reference;
        this.subjects = subjects;
    }

    /// Starts all of them at the same time and waits until each listens. A subject that does not is
    /// noted as failed.
    ///
    /// @throws IOException in one line if the reference does not start; no process is left behind
    static Servers start(ForkSpec spec) throws IOException {
        var builds = spec.builds();
        var pinning = Pinning.parse(spec.serverCpus());
        var starts = new LinkedHashMap<ServerKey, LaunchedServer>();
        var name = builds.reference(spec.cells().getFirst().model());
        // Measured once, so that all servers burn the same.
        int rounds = spec.kind() == QuestionKind.WORK ? CpuBurner.calibrated().roundsPerMicro() : 0;
        var first =
                ServerProcess.launch(
                        serverSpec(spec, name, 0, rounds, builds.ofReference()), pinning);
        try {
            for (var cell : spec.cells()) {
                if (cell.serverKind() != ServerKind.TARGET
                        && !starts.containsKey(ServerKey.of(cell))) {
                    var server =
                            serverSpec(
                                    spec,
                                    builds.started(cell.model()),
                                    cell.threads(),
                                    rounds,
                                    builds.of(cell.model()));
                    starts.put(ServerKey.of(cell), ServerProcess.launch(server, pinning));
                }
            }
            var reference =
                    MeasuredServer.of(
                            Arm.REFERENCE, name, first.ready(), Models.has(name, Trait.SPINS));
            return new Servers(reference, subjects(spec, starts));
        } catch (IOException failure) {
            first.close();
            starts.values().forEach(LaunchedServer::close);
            throw failure;
        }
    }

    private static Map<ServerKey, MeasuredServer> subjects(
            ForkSpec spec, Map<ServerKey, LaunchedServer> starts) throws IOException {
        var subjects = new LinkedHashMap<ServerKey, MeasuredServer>();
        if (!spec.target().isEmpty()) {
            subjects.put(
                    new ServerKey(Cell.TARGET, 0),
                    MeasuredServer.target(spec.target(), Cell.TARGET));
        }
        for (var start : starts.entrySet()) {
            var model = start.getKey().model();
            subjects.put(
                    start.getKey(), subject(model, spec.builds().started(model), start.getValue()));
        }
        for (var subject : subjects.values()) {
            subject.rest();
        }
        return subjects;
    }

    private static MeasuredServer subject(String name, String model, LaunchedServer start) {
        try {
            return MeasuredServer.of(
                    Arm.SUBJECT, name, start.ready(), Models.has(model, Trait.SPINS));
        } catch (IOException notReady) {
            return MeasuredServer.notStarted(
                    Arm.SUBJECT, model, String.valueOf(notReady.getMessage()));
        }
    }

    private static ServerSpec serverSpec(
            ForkSpec fork, String model, int threads, int roundsPerMicro, Builds.Build build) {
        var started =
                ServerKind.of(model) == ServerKind.CEILING ? NullServer.class.getName() : model;
        var server = ServerSpec.of(started, threads);
        if (fork.kind() == QuestionKind.SCALE) {
            var options = new ArrayList<>(server.jvmOptions());
            options.add(ServerProcess.HEAP_TOUCHED);
            server = server.withJvmOptions(options);
        }
        if (roundsPerMicro > 0) {
            server = server.withWork(roundsPerMicro);
        }
        return build.apply(server);
    }

    MeasuredServer reference() {
        return reference;
    }

    /// The server of a subject's cell.
    MeasuredServer of(Cell cell) {
        var server = subjects.get(ServerKey.of(cell));
        if (server == null) {
            throw new IllegalArgumentException(cell + " has no server in this fork");
        }
        return server;
    }

    /// The reference first.
    List<MeasuredServer> all() {
        var all = new ArrayList<MeasuredServer>();
        all.add(reference);
        all.addAll(subjects.values());
        return all;
    }

    /// Those that are still measured, the reference first.
    public List<MeasuredServer> sound() {
        return all().stream().filter(server -> server.ended() == null).toList();
    }

    /// Reads what all have used when measuring begins.
    void countersBefore() throws IOException {
        read(before);
    }

    /// Reads what all have used, then closes them.
    void close() {
        try {
            read(after);
        } catch (IOException ended) {
            reference.end(Verdict.FAILED, String.valueOf(ended.getMessage()));
        }
        for (var server : all()) {
            try {
                server.close();
            } catch (IOException failure) {
                server.end(Verdict.FAILED, String.valueOf(failure.getMessage()));
            }
        }
    }

    /// What a server has used in between.
    CounterChanges usages(MeasuredServer server) {
        return new CounterChanges(before.get(server), after.get(server), server.threadsBefore());
    }

    private void read(Map<MeasuredServer, Counters> counters) throws IOException {
        for (var server : sound()) {
            var read = server.counters();
            if (read != null) {
                counters.put(server, read);
            }
        }
    }
}
