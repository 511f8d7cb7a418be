package sockbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import sockbench.decide.Decision;
import sockbench.decide.Rules;
import sockbench.measured.RecordedRun;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Says which models are good enough.
@Command(
        name = "decide",
        description = {
            "Evaluates a rules file against a run. Rules look like",
            "  slo: p99 response <= 2 ms at 20,000 req/s, 1,000 connections",
            "  budget: 1 CPU, 64 threads, 512 MiB"
        },
        mixinStandardHelpOptions = true)
final class DecideCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RULES", description = "the rules file")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path rules;

    @Parameters(
            index = "1",
            paramLabel = "DIR",
            converter = ExistingRun.class,
            description = "the run")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private RunDirectory directory;

    @Override
    public Integer call() throws IOException {
        var decision = Decision.of(RecordedRun.read(directory), Rules.read(rules));
        spec.commandLine().getOut().print(decision.text());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
