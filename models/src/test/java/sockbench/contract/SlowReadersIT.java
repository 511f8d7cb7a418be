package sockbench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.broken.WrongAnswers;
import sockbench.models.Models.Trait;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;

/// Peers that send as much as they can and read nothing cost a server a bounded amount of memory
/// each: some times what was seen, and far less than they have to send.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowReadersIT {
    private static final int READERS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @BeforeAll
    static void linuxTellsWhatAProcessUses() {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "no /proc");
    }

    @EveryModel(except = Trait.ONE_CONNECTION)
    void slowReadersCostABoundedAmountOfMemory(Candidate model) throws IOException {
        assertBounded(model.name());
    }

    @Test
    void aServerThatKeepsWhatItCannotSendIsFound() {
        assertThatThrownBy(() -> assertBounded(WrongAnswers.ANSWERS_HOARDED.name()))
                .isInstanceOfAny(AssertionError.class, IOException.class);
    }

    private static void assertBounded(String model) throws IOException {
        var floods = new ArrayList<Flood>();
        try (var server = OwnProcess.start(model)) {
            long before = server.residentBytes();
            for (int i = 0; i < READERS; i++) {
                var flood = new Flood(server.port(), PATIENCE);
                floods.add(flood);
                flood.sendUntilBlocked();
            }

            assertThat(server.residentBytes() - before)
                    .as("bytes more in memory than without readers")
                    .isLessThan(READERS * (mebibytesEach(model) << 20));
        } finally {
            for (var flood : floods) {
                flood.close();
            }
        }
    }

    private static long mebibytesEach(String model) {
        return switch (model) {
            // Receiving goes on until the kernel has seen that it is cancelled: 6 to 13 were seen.
            case "IO_URING_SQPOLL" -> 40;
            // Many buffers are filled before anybody looks whether the answers go out.
            case "IO_URING", "NETTY_NIO", "NETTY_EPOLL", "NETTY_IO_URING" -> 8;
            default -> 2;
        };
    }
}
