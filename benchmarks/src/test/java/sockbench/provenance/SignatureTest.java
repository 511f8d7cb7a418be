package sockbench.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.findings.SmallRun;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class SignatureTest {
    @TempDir Path directory;

    private RunDirectory run;
    private Path signers;

    @BeforeEach
    void sign() throws IOException, InterruptedException {
        run = new SmallRun(directory, "a-run", 2).measured(SmallRun.EPOLL, 10, 11).write();
        Manifest.write(run);
        signers = directory.resolve("signers");
        Files.writeString(signers, "us " + key("ours") + "them " + key("theirs"));
        Signature.make(run, directory.resolve("ours"));
    }

    @Test
    void isThatOfTheSigner() {
        assertThat(Signature.problems(run, signers, "us")).isEmpty();
    }

    @Test
    void isNotThatOfSomebodyElse() {
        assertThat(Signature.problems(run, signers, "them"))
                .singleElement()
                .asString()
                .startsWith("not signed by them: ssh-keygen: ");
    }

    @Test
    void doesNotHoldForAnAlteredManifest() throws IOException {
        var manifest = run.file("manifest.json");
        Files.writeString(
                manifest, Files.readString(manifest).replaceFirst("[0-9a-f]{8}", "00000000"));

        assertThat(Signature.problems(run, signers, "us")).hasSize(1);
    }

    @Test
    void isMissedWhereThereIsNone() throws IOException {
        Files.delete(run.file("manifest.json.sig"));

        assertThat(Signature.problems(run, signers, "us"))
                .containsExactly("manifest.json.sig is missing: nobody has signed this run");
    }

    /// Makes a key.
    ///
    /// @return its public half
    private String key(String name) throws IOException, InterruptedException {
        var file = directory.resolve(name);
        var made =
                new ProcessBuilder(
                                "ssh-keygen",
                                "-q",
                                "-t",
                                "ed25519",
                                "-N",
                                "",
                                "-f",
                                file.toString())
                        .start()
                        .waitFor();

        assertThat(made).isZero();
        return Files.readString(directory.resolve(name + ".pub"));
    }
}
