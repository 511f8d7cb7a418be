package sockbench.linux.uring;

import sockbench.linux.Errno;
import sockbench.linux.Host;

import java.io.IOException;
import java.util.Optional;

/// Finds out what io_uring can do here by doing it on a ring that is closed again. Version strings
/// lie: containers forbid it, distributions port it back.
public final class UringProbe {
    /// Something a model needs beyond the ring itself.
    public enum Need {
        SLOTS(IoUring::openSlots),
        BUFFERS(ring -> BufferRing.open(ring, 0, 1, 1).close()),
        ACCEPT(known("accept", entry -> Sqe.accept(entry, NOTHING, 0))),
        ACCEPT_MANY(known("multishot accept", entry -> Sqe.acceptMany(entry, NOTHING, 0))),
        RECEIVE(known("receive", entry -> Sqe.recvLater(entry, 0, NOTHING, 0, 1, 0))),
        RECEIVE_MANY(known("multishot receive", entry -> Sqe.recvMany(entry, 0, NOTHING, 0, 0))),
        RECEIVE_UP_TO(known("limited receive", entry -> Sqe.recvUpTo(entry, 0, NOTHING, 0, 1, 0))),
        SEND(known("send", entry -> Sqe.send(entry, 0, NOTHING, 0, 1, 0))),
        POLL(known("poll", entry -> Sqe.awaitReadable(entry, NOTHING, 0))),
        TIMEOUT(known("timeout", entry -> Sqe.timeout(entry, 0, NOWHERE, 0))),
        SILENT_WRITE(known("write without completion", UringProbe::silentWrite)),
        CANCEL_ALL(known("cancel all", entry -> Sqe.cancelAll(entry, 0)));

        private final Attempt attempt;

        Need(Attempt attempt) {
            this.attempt = attempt;
        }
    }

    private interface Attempt {
        void on(IoUring ring) throws IOException;
    }

    private interface Operation {
        void fill(long entry);
    }

    /// No descriptor: an operation the kernel knows fails with EBADF, one it does not know with
    /// EINVAL.
    private static final int NOTHING = -1;

    /// No timeout: the operation fails with EFAULT.
    private static final long NOWHERE = 0;

    private UringProbe() {}

    /// Tries a ring with `flags` and then each need on it.
    ///
    /// @return empty if all is there; otherwise one line, e.g. `io_uring_setup: Operation not
    ///   permitted`
    public static Optional<String> unavailable(int flags, Need... needs) {
        return Host.unavailable(errno -> {
            try (var ring = IoUring.open(errno, 4, 8, flags | IoUring.DISABLED)) {
                ring.enable();
                for (var need : needs) {
                    need.attempt.on(ring);
                }
            }
        });
    }

    private static Attempt known(String title, Operation operation) {
        return ring -> {
            operation.fill(ring.next());
            ring.submit(1);
            if (ring.take() && ring.result() == -Errno.EINVAL) {
                Errno.check("io_uring " + title, ring.result());
            }
        };
    }

    private static void silentWrite(long entry) {
        Sqe.write(entry, NOTHING, 0, 1, 0);
        Sqe.silence(entry);
    }
}
