package sockbench.linux.uring;

import sockbench.linux.Errno;
import sockbench.linux.Sockets;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// By what a ring is entered: its descriptor, or a number that spares its one issuer the look into
/// the descriptor table.
final class RingDescriptor {
    private static final int NO_SHORTCUT = -1;

    private final int fd;
    private int shortcut = NO_SHORTCUT;

    RingDescriptor(int fd) {
        this.fd = fd;
    }

    int fd() {
        return fd;
    }

    /// Starts a ring that was set up disabled. The calling thread becomes its single issuer.
    void enable(MemorySegment errno) throws IOException {
        Errno.check("io_uring enable", UringRegistration.enable(errno, fd));
        shortcut = Errno.check("io_uring register ring", UringRegistration.shortcut(errno, fd));
    }

    /// `io_uring_enter(2)` by the issuer, or by any thread if the ring was never [#enable]d.
    ///
    /// @return entries taken, or a negated errno
    int enter(MemorySegment errno, int submit, int wait, int flags) {
        return shortcut == NO_SHORTCUT
                ? UringCalls.enter(errno, fd, submit, wait, flags)
                : UringCalls.enter(
                        errno, shortcut, submit, wait, flags | UringCalls.ENTER_REGISTERED_RING);
    }

    /// Waits for completions too, until time is up.
    ///
    /// @param timeout address of an argument made by [UringTimeout]
    int enterFor(MemorySegment errno, int submit, int wait, long timeout) {
        int flags = UringCalls.ENTER_GETEVENTS | UringCalls.ENTER_EXT_ARG;
        long bytes = UringTimeout.ARGUMENT_BYTES;
        return shortcut == NO_SHORTCUT
                ? UringCalls.enter(errno, fd, submit, wait, flags, timeout, bytes)
                : UringCalls.enter(
                        errno,
                        shortcut,
                        submit,
                        wait,
                        flags | UringCalls.ENTER_REGISTERED_RING,
                        timeout,
                        bytes);
    }

    void close(MemorySegment errno) {
        if (shortcut != NO_SHORTCUT) {
            UringRegistration.dropShortcut(errno, fd, shortcut);
        }
        Sockets.close(errno, fd);
    }
}
