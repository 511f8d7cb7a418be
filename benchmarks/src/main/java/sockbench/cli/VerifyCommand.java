package sockbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import sockbench.provenance.Verification;
import sockbench.report.Report;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.util.concurrent.Callable;

/// Says whether printed numbers still follow from measured ones.
@Command(
        name = "verify",
        description = {
            "Computes every number of a run's report again from its raw files, and checks their"
                    + " hashes.",
            "Exits with 1 and names what was altered first."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private static final int ALTERED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", converter = ExistingRun.class, description = "the run")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private RunDirectory directory;

    @Override
    public Integer call() throws IOException {
        var problems = new Verification(directory, run -> Report.of(run).render()).problems();
        var out = spec.commandLine().getOut();
        problems.forEach(out::println);
        if (problems.isEmpty()) {
            out.println(directory.path() + ": every number follows from the raw files");
        }
        out.flush();
        return problems.isEmpty() ? 0 : ALTERED;
    }
}
