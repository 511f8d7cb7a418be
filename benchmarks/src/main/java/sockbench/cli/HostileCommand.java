package sockbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import sockbench.host.CpuSplit;
import sockbench.hostile.BadPeers;
import sockbench.hostile.HostileCsv;
import sockbench.hostile.HostileOutcome;
import sockbench.hostile.HostilePlan;
import sockbench.hostile.HostileTrial;
import sockbench.models.Models;
import sockbench.models.Models.Trait;
import sockbench.results.WholeFile;
import sockbench.stats.Ratio;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/// What bad peers cost good ones.
@Command(
        name = "hostile",
        description = {
            "Measures the p99 response time of good peers with and without bad ones, in turn on the"
                    + " same server.",
            "kept: at most 20 % more. degraded: more. broken: somebody good was not answered."
        },
        mixinStandardHelpOptions = true)
final class HostileCommand implements Callable<Integer> {
    private static final String ROW = "%-26s %-16s %-13s %-22s %10s %10s  %s%n";

    private static final double FAR = 100;

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            arity = "1..*",
            converter = ModelName.class,
            description = "see list")
    private List<Models> models = List.of();

    @Option(
            names = "--bad",
            split = ",",
            paramLabel = "KIND",
            description = "${COMPLETION-CANDIDATES} (default: all)")
    private List<BadPeers> kinds = Arrays.asList(BadPeers.values());

    @Option(
            names = "--blocks",
            description = "pairs of windows, with and without (default: ${DEFAULT-VALUE})")
    private int blocks = 8;

    @Option(names = "--window-millis", description = "(default: ${DEFAULT-VALUE})")
    private int windowMillis = 500;

    @Option(names = "--connections", description = "of good peers (default: ${DEFAULT-VALUE})")
    private int connections = 64;

    @Option(
            names = "--rate",
            description = "requests per second of all good peers (default: ${DEFAULT-VALUE})")
    private double rate = 3000;

    @Option(names = "--seed", description = "of schedule and bodies (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--csv", description = "every window goes here (default: ${DEFAULT-VALUE})")
    private Path csv = Path.of("hostile.csv");

    @Override
    public Integer call() throws IOException {
        var plan =
                new HostilePlan(
                        blocks,
                        Duration.ofMillis(windowMillis),
                        connections,
                        rate,
                        seed,
                        CpuSplit.here());
        var out = spec.commandLine().getOut();
        out.printf(ROW, "MODEL", "BAD PEERS", "GOOD ONES", "P99 x", "WITHOUT us", "WITH us", "");
        var outcomes = new ArrayList<HostileOutcome>();
        for (var model : models) {
            for (var kind : kinds) {
                var outcome = outcome(plan, kind, model);
                outcomes.add(outcome);
                print(outcome, out);
            }
        }
        WholeFile.write(csv, HostileCsv.of(outcomes));
        out.println("windows: " + csv);
        return 0;
    }

    private static HostileOutcome outcome(HostilePlan plan, BadPeers kind, Models model)
            throws IOException {
        var unavailable = model.create().unavailable();
        if (unavailable.isPresent()) {
            return HostileOutcome.notMeasured(model.name(), kind, unavailable.get());
        }
        if (model.has(Trait.ONE_CONNECTION)) {
            return HostileOutcome.notMeasured(
                    model.name(), kind, "it serves one connection at a time");
        }
        return HostileTrial.run(plan, kind, model.name(), model.has(Trait.SPINS));
    }

    private static void print(HostileOutcome outcome, PrintWriter out) {
        var ratio = outcome.ratio();
        out.printf(
                ROW,
                outcome.model(),
                outcome.kind(),
                outcome.resistance().words(),
                ratio == null ? "-" : words(ratio),
                "%.0f".formatted(outcome.p99Micros(false)),
                "%.0f".formatted(outcome.p99Micros(true)),
                outcome.reason());
        out.flush();
    }

    /// An interval that reaches far says no more than that.
    private static String words(Ratio ratio) {
        return "%.2f [%.2f-%s]"
                .formatted(
                        ratio.value(),
                        ratio.low(),
                        ratio.high() > FAR ? "many" : "%.2f".formatted(ratio.high()));
    }
}
