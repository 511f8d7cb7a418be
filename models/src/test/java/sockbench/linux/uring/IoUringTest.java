package sockbench.linux.uring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.linux.Errno;
import sockbench.linux.EventFd;
import sockbench.linux.Native;
import sockbench.linux.Sockets;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

@Timeout(20)
class IoUringTest {
    private static final int SUBMISSIONS = 8;
    private static final int COMPLETIONS = 16;
    private static final int ISSUED_HERE = IoUring.SINGLE_ISSUER | IoUring.DEFER_TASKRUN;

    private final Arena arena = Arena.ofConfined();
    private MemorySegment errno;

    @BeforeEach
    void needsIoUring() {
        var missing = UringProbe.unavailable(ISSUED_HERE);
        assumeTrue(missing.isEmpty(), missing::toString);
        errno = Native.errno(arena);
    }

    @AfterEach
    void freeMemory() {
        arena.close();
    }

    @Test
    void completesWhatWasSubmitted() throws IOException {
        try (var ring = open(ISSUED_HERE)) {
            Sqe.nop(ring.next(), 42);
            assertThat(ring.inFlight()).isEqualTo(1);
            ring.submit(1);

            assertThat(take(ring)).containsExactly(42L);
            assertThat(ring.result()).isZero();
            assertThat(ring.inFlight()).isZero();
        }
    }

    @Test
    void keepsLinkedOperationsInOrderAndCutsTheLinkAtAFailure() throws IOException {
        try (var ring = open(ISSUED_HERE)) {
            Sqe.recv(ring.next(), Sqe.LINK, -1, 0, 1, 1);
            Sqe.nop(ring.next(), 2);
            ring.submit(2);

            assertThat(take(ring)).containsExactly(1L, 2L);
            assertThat(ring.result()).isEqualTo(-Errno.ECANCELED);
        }
    }

    @Test
    void goesOnAfterAFailureAcrossAHardLink() throws IOException {
        try (var ring = open(ISSUED_HERE)) {
            Sqe.recv(ring.next(), Sqe.HARDLINK, -1, 0, 1, 1);
            Sqe.nop(ring.next(), 2);
            ring.submit(2);

            assertThat(take(ring)).containsExactly(1L, 2L);
            assertThat(ring.result()).isZero();
        }
    }

    @Test
    void submitsByItselfWhenTheSubmissionQueueIsFull() throws IOException {
        try (var ring = open(ISSUED_HERE)) {
            for (int i = 0; i <= SUBMISSIONS; i++) {
                Sqe.nop(ring.next(), i);
            }

            assertThat(ring.unsubmitted()).isEqualTo(1);
        }
    }

    @Test
    void losesNothingWhenTheCompletionQueueOverflows() throws IOException {
        try (var ring = open(ISSUED_HERE)) {
            for (int i = 0; i < 5 * COMPLETIONS; i++) {
                Sqe.nop(ring.next(), i);
            }
            var taken = new ArrayList<Long>();
            while (ring.inFlight() > 0) {
                ring.submit(1);
                taken.addAll(take(ring));
            }

            assertThat(taken).hasSize(5 * COMPLETIONS).doesNotHaveDuplicates();
        }
    }

    @Test
    void waitsForTheLastCompletionWhenAllIsCancelled() throws IOException {
        int event = EventFd.open(errno);
        try (var ring = open(ISSUED_HERE)) {
            for (int i = 0; i < 2 * SUBMISSIONS; i++) {
                Sqe.awaitReadable(ring.next(), event, i);
            }
            ring.cancelAll();

            assertThat(ring.inFlight()).isZero();
        } finally {
            Sockets.close(errno, event);
        }
    }

    @Test
    void tellsOfASilencedOperationOnlyWhenItFails() throws IOException {
        int event = EventFd.open(errno);
        try (var ring = open(ISSUED_HERE)) {
            var one = arena.allocate(Long.BYTES, Long.BYTES).address();
            for (int fd : new int[] {event, -1}) {
                long entry = ring.next();
                Sqe.write(entry, fd, one, Long.BYTES, 0);
                ring.silence(entry);
            }
            assertThat(ring.inFlight()).isZero();
            ring.submit(1);

            assertThat(take(ring)).containsExactly(IoUring.SILENT);
            assertThat(ring.result()).isEqualTo(-Errno.EBADF);
        } finally {
            Sockets.close(errno, event);
        }
    }

    /// Or nobody would know how many completions to wait for.
    @Test
    void aPairThatTellsOfItsFailureOnlyCompletesOnce() throws IOException {
        try (var ring = open(ISSUED_HERE)) {
            long first = ring.next();
            Sqe.recv(first, Sqe.LINK, -1, 0, 1, 1);
            ring.tellFailureOnly(first);
            Sqe.nop(ring.next(), 2);
            ring.submit(1);
            assertThat(take(ring)).containsExactly(1L);
            Sqe.nop(ring.next(), 3);
            ring.submit(1);

            assertThat(take(ring)).containsExactly(3L);
            assertThat(ring.inFlight()).isZero();
        }
    }

    @Test
    void isServedByAPollingKernelThread() throws IOException {
        try (var ring = open(IoUring.SQPOLL | IoUring.SINGLE_ISSUER)) {
            var taken = new ArrayList<Long>();
            for (int i = 0; i < 10 * SUBMISSIONS; i++) {
                Sqe.nop(ring.next(), i);
            }
            while (ring.inFlight() > 0) {
                ring.submit(1);
                taken.addAll(take(ring));
            }

            assertThat(taken).hasSize(10 * SUBMISSIONS).doesNotHaveDuplicates();
        }
    }

    @Test
    void givesMappingsAndDescriptorsBack() throws IOException {
        openAndClose();
        var descriptors = descriptors();
        var mappings = ringMappings();
        for (int i = 0; i < 20; i++) {
            openAndClose();
        }

        assertThat(descriptors()).hasSameSizeAs(descriptors);
        assertThat(ringMappings()).isEqualTo(mappings);
    }

    private void openAndClose() throws IOException {
        try (var ring = open(ISSUED_HERE);
                var buffers = BufferRing.open(ring, 0, 4, 4096)) {
            ring.openSlots();
            buffers.publish();
        }
    }

    private IoUring open(int flags) throws IOException {
        return IoUring.openHere(errno, SUBMISSIONS, COMPLETIONS, flags);
    }

    private static List<Long> take(IoUring ring) {
        var taken = new ArrayList<Long>();
        while (ring.take()) {
            taken.add(ring.userData());
        }
        return taken;
    }

    private static List<Path> descriptors() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.toList();
        }
    }

    private static long ringMappings() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.contains("io_uring"))
                .count();
    }
}
