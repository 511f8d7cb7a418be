package sockbench.models.iouring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import sockbench.linux.Native;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

class ChunksTest {
    private static final Path MEMORY = Path.of("/proc/self/status");
    private static final int COUNT = 400;
    private static final int BYTES = 131_136;
    private static final long ALL = (long) COUNT * BYTES;

    @BeforeEach
    void linuxTellsWhatAProcessUses() {
        assumeTrue(Files.exists(MEMORY), "no /proc");
    }

    @Test
    void givesBackWhatNobodyIsLeftFor() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var chunks = new Chunks(Native.errno(arena), BYTES);
            fillAndRelease(chunks);
            long full = residentBytes();
            chunks.trim(0);

            assertThat(full - residentBytes()).isGreaterThan(ALL * 3 / 4);
            chunks.close();
        }
    }

    @Test
    void keepsOneForEachConnection() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var chunks = new Chunks(Native.errno(arena), BYTES);
            fillAndRelease(chunks);
            long full = residentBytes();
            chunks.trim(COUNT);

            assertThat(full - residentBytes()).isLessThan(ALL / 4);
            chunks.close();
        }
    }

    private static void fillAndRelease(Chunks chunks) throws IOException {
        var content = ByteBuffer.allocate(BYTES);
        var taken = new ArrayList<Chunk>();
        for (int i = 0; i < COUNT; i++) {
            var chunk = chunks.take();
            chunk.append(content, 0, BYTES);
            taken.add(chunk);
        }
        taken.forEach(chunks::release);
    }

    private static long residentBytes() throws IOException {
        try (var status = Files.lines(MEMORY)) {
            var line = status.filter(one -> one.startsWith("VmRSS:")).findFirst().orElseThrow();
            return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
        }
    }
}
