package sockbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import sockbench.cliff.Cliff;
import sockbench.cliff.CliffPlan;
import sockbench.cliff.CliffStep;
import sockbench.host.CpuSplit;
import sockbench.load.crowd.Crowd;
import sockbench.models.Models;
import sockbench.models.Models.Trait;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;

/// How many connections a model can have before it breaks a promise.
@Command(
        name = "cliff",
        description = {
            "Finds the largest number of connections with which a model keeps a p99, and what"
                    + " breaks first.",
            "64 of them are busy in a closed loop; every one must be answered."
        },
        mixinStandardHelpOptions = true)
final class CliffCommand implements Callable<Integer> {
    private static final String ROW = "%12s %12s %12s  %s%n";

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", converter = ModelName.class, description = "see list")
    private Models model;

    @Option(
            names = "--slo",
            paramLabel = "TIME",
            converter = ShortTime.class,
            defaultValue = "1ms",
            description = "the p99 to keep, in ms or us (default: ${DEFAULT-VALUE})")
    private Duration objective;

    @Option(names = "--most", description = "connections to try (default: ${DEFAULT-VALUE})")
    private int most = 50_000;

    @Option(
            names = "--precision",
            paramLabel = "PERCENT",
            converter = Percent.class,
            defaultValue = "5%",
            description = "of the number that is found (default: ${DEFAULT-VALUE})")
    private double precision;

    @Option(
            names = "--seconds",
            description = "after which no step begins (default: ${DEFAULT-VALUE})")
    private int seconds = 180;

    @Override
    public Integer call() throws IOException {
        var plan =
                new CliffPlan(
                        model.name(),
                        objective,
                        most,
                        precision,
                        Duration.ofSeconds(seconds),
                        CpuSplit.here());
        requireMeasurable();
        var out = spec.commandLine().getOut();
        out.printf("%s, p99 of 64 busy connections in a closed loop <= %s%n", model, slo());
        out.printf(ROW, "CONNECTIONS", "ANSWERED", "P99 us", "");
        var cliff = Cliff.find(plan, step -> print(step, out));
        print(cliff, out);
        return cliff.kept() > 0 ? 0 : 1;
    }

    private void requireMeasurable() throws IOException {
        var reason = model.create().unavailable().or(Crowd::unavailable);
        if (reason.isPresent()) {
            throw new IOException("%s cannot be measured here: %s".formatted(model, reason.get()));
        }
        if (model.has(Trait.ONE_CONNECTION)) {
            throw new IOException("%s serves one connection at a time".formatted(model));
        }
    }

    private static void print(CliffStep step, PrintWriter out) {
        out.printf(
                ROW,
                step.connections(),
                step.answered(),
                Double.isNaN(step.p99Micros()) ? "-" : "%.0f".formatted(step.p99Micros()),
                step.isKept() ? "kept" : "broken");
        out.flush();
    }

    private void print(Cliff cliff, PrintWriter out) {
        out.printf("largest      %s%n", largest(cliff));
        var breaking = cliff.breaking();
        if (breaking != null) {
            out.printf("broke first  %s: %s%n", breaking.limit().words(), breaking.reason());
        } else {
            out.println("broke first  nothing");
        }
        out.println(
                "Doubled, then halved, each time after a break with a fresh server that was warmed"
                        + " up for 2 s.");
        out.println("Absolute times are this machine's, and so is the number found with them.");
    }

    private static String largest(Cliff cliff) {
        var kept = cliff.kept() == 0 ? "none" : Integer.toString(cliff.kept());
        var broken = cliff.broken() == 0 ? "" : ", %d broke it".formatted(cliff.broken());
        var all = cliff.broken() == 0 && !cliff.unfinished() ? ", as many as were tried" : "";
        return kept + broken + all + (cliff.unfinished() ? "; time was up" : "");
    }

    private String slo() {
        return objective.toNanos() % 1_000_000 == 0
                ? objective.toMillis() + " ms"
                : objective.toNanos() / 1000 + " us";
    }
}
