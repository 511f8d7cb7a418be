package sockbench.provenance;

import sockbench.results.RunDirectory;
import sockbench.results.WholeFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Who vouches for a run: the signature of its manifest, which has the hashes of all raw files.
/// Made and checked by `ssh-keygen -Y`, so a key that signs commits will do.
public final class Signature {
    /// What the signature is for, as `ssh-keygen` asks to know.
    private static final String NAMESPACE = "sockbench";

    private static final String SIGNED = "manifest.json";
    private static final String FILE = SIGNED + ".sig";

    private Signature() {}

    /// @param key a private key, or a public one whose private half an agent holds
    /// @throws IOException in one line if it cannot be used
    public static void make(RunDirectory run, Path key) throws IOException {
        Files.deleteIfExists(run.file(FILE));
        var said =
                keygen(
                        run.file(SIGNED),
                        List.of("-Y", "sign", "-q", "-f", key.toString(), "-n", NAMESPACE));
        WholeFile.write(run.file(FILE), said);
    }

    /// What is wrong with it; empty if the signer has signed this manifest.
    ///
    /// @param signers allowed ones, as `ssh-keygen(1)` has them: a name and a public key in a line
    /// @param signer one of the names
    public static List<String> problems(RunDirectory run, Path signers, String signer) {
        if (!Files.exists(run.file(FILE))) {
            return List.of(FILE + " is missing: nobody has signed this run");
        }
        try {
            keygen(
                    run.file(SIGNED),
                    List.of(
                            "-Y",
                            "verify",
                            "-f",
                            signers.toString(),
                            "-I",
                            signer,
                            "-n",
                            NAMESPACE,
                            "-s",
                            run.file(FILE).toString()));
            return List.of();
        } catch (IOException refused) {
            return List.of("not signed by %s: %s".formatted(signer, refused.getMessage()));
        }
    }

    /// What it says on its standard output.
    private static String keygen(Path input, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add("ssh-keygen");
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectInput(input.toFile()).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var complained =
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(
                        "ssh-keygen: " + (complained + said).strip().replaceAll("\\s+", " "));
            }
            return said;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while ssh-keygen worked", stop);
        }
    }
}
