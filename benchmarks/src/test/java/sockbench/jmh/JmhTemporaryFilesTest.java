package sockbench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

class JmhTemporaryFilesTest {
    @TempDir Path place;

    @Test
    void removesWhatAKilledRunLeftAndNothingElse() throws IOException {
        Files.createFile(place.resolve("jmh12345stdout"));
        Files.createFile(place.resolve("jmh678compilecommand"));
        var other = Files.createFile(place.resolve("jmh-notes.txt"));

        assertThat(JmhTemporaryFiles.removeThoseLeft(place)).isEqualTo(2);
        assertThat(place.resolve("jmh12345stdout")).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void leavesTheFilesOfARunThatGoesOn() throws IOException {
        var used = Files.createFile(place.resolve("jmh12345stdout"));
        try (var running =
                FileChannel.open(
                        place.resolve("jmh.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            assertThat(running.lock()).isNotNull();

            assertThat(JmhTemporaryFiles.removeThoseLeft(place)).isZero();
        }
        assertThat(used).exists();
    }
}
