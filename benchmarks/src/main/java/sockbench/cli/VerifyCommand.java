package sockbench.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import sockbench.provenance.Signature;
import sockbench.provenance.Verification;
import sockbench.report.Report;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

    @Option(
            names = "--signed-by",
            paramLabel = "NAME",
            description = "who must have signed the run, by a name in the file of --signers")
    private @Nullable String signer;

    @Option(
            names = "--signers",
            paramLabel = "FILE",
            description = "a name and a public key in a line, as ssh-keygen reads allowed signers")
    private @Nullable Path signers;

    @Override
    public Integer call() throws IOException {
        if ((signer == null) != (signers == null)) {
            throw new IllegalArgumentException("--signed-by NAME and --signers FILE go together");
        }
        var problems =
                new ArrayList<>(
                        new Verification(directory, run -> Report.of(run).render()).problems());
        if (signer != null && signers != null) {
            problems.addAll(Signature.problems(directory, signers, signer));
        }
        var out = spec.commandLine().getOut();
        problems.forEach(out::println);
        if (problems.isEmpty()) {
            out.println(directory.path() + ": every number follows from the raw files");
        }
        out.flush();
        return problems.isEmpty() ? 0 : ALTERED;
    }
}
