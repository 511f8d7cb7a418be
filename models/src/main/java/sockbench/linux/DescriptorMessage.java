package sockbench.linux;

import static sockbench.linux.Native.MEMORY;
import static sockbench.linux.Native.call;
import static sockbench.linux.Native.impossible;
import static sockbench.linux.Native.result;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// A message that carries one descriptor from one descriptor table to another, over a Unix socket
/// (`SCM_RIGHTS` in `unix(7)`). Belongs to one thread.
///
///     0    struct msghdr   16 msg_iov, 24 msg_iovlen, 32 msg_control, 40 msg_controllen   (sys/socket.h)
///     56   struct iovec    0 iov_base, 8 iov_len
///     72   struct cmsghdr  0 cmsg_len, 8 cmsg_level, 12 cmsg_type, 16 the descriptor
///     96   one byte, because a message must not be empty
public final class DescriptorMessage {
    /// What [#receive] gives when nothing is there.
    public static final int NONE = -1;

    /// What [#receive] gives when nothing more will come.
    public static final int END = -2;

    static final long IOV = 16;
    static final long IOVLEN = 24;
    static final long CONTROL = 32;
    static final long CONTROLLEN = 40;
    static final long MSGHDR_BYTES = 56;

    static final long IOV_BASE = 0;
    static final long IOV_LEN = 8;
    static final long IOVEC_BYTES = 16;

    static final long CMSG_LEN = 0;
    static final long CMSG_LEVEL = 8;
    static final long CMSG_TYPE = 12;
    static final long CMSG_DATA = 16;
    static final long CMSG_BYTES = 24;

    static final int SOL_SOCKET = 1;
    static final int SCM_RIGHTS = 1;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_CMSG_CLOEXEC = 0x40000000;

    private static final int AF_UNIX = 1;
    private static final int SOCK_SEQPACKET_CLOEXEC = 5 | 0x80000;

    private static final MethodHandle SOCKETPAIR =
            call(
                    "socketpair",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle SENDMSG =
            call("sendmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle RECVMSG =
            call("recvmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));

    private final MemorySegment errno;
    private final long header;
    private final long control;

    /// @param arena owner of the memory
    public DescriptorMessage(Arena arena, MemorySegment errno) {
        this.errno = errno;
        this.header =
                arena.allocate(MSGHDR_BYTES + IOVEC_BYTES + CMSG_BYTES + Long.BYTES, Long.BYTES)
                        .address();
        long vector = header + MSGHDR_BYTES;
        this.control = vector + IOVEC_BYTES;
        MEMORY.set(JAVA_LONG, header + IOV, vector);
        MEMORY.set(JAVA_LONG, header + IOVLEN, 1);
        MEMORY.set(JAVA_LONG, header + CONTROL, control);
        MEMORY.set(JAVA_LONG, vector + IOV_BASE, control + CMSG_BYTES);
        MEMORY.set(JAVA_LONG, vector + IOV_LEN, 1);
    }

    /// Two connected sockets, one to send to and one to receive from.
    ///
    /// @return descriptors owned by the caller
    public static int[] pair(MemorySegment errno) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var pair = arena.allocate(JAVA_INT, 2);
            Errno.check("socketpair", socketpair(errno, pair.address()));
            return pair.toArray(JAVA_INT);
        }
    }

    /// Sends a copy of `descriptor`, which stays the caller's.
    public void send(int socket, int descriptor) throws IOException {
        MEMORY.set(JAVA_LONG, header + CONTROLLEN, CMSG_BYTES);
        MEMORY.set(JAVA_LONG, control + CMSG_LEN, CMSG_DATA + Integer.BYTES);
        MEMORY.set(JAVA_INT, control + CMSG_LEVEL, SOL_SOCKET);
        MEMORY.set(JAVA_INT, control + CMSG_TYPE, SCM_RIGHTS);
        MEMORY.set(JAVA_INT, control + CMSG_DATA, descriptor);
        Errno.check("sendmsg", sendmsg(errno, socket, header, Sockets.MSG_NOSIGNAL));
    }

    /// Receives a descriptor without waiting for it.
    ///
    /// @return a descriptor owned by the caller, [#NONE] or [#END]
    public int receive(int socket) throws IOException {
        MEMORY.set(JAVA_LONG, header + CONTROLLEN, CMSG_BYTES);
        long bytes = recvmsg(errno, socket, header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
        if (bytes == -Errno.EAGAIN || bytes == -Errno.EINTR) {
            return NONE;
        }
        if (Errno.check("recvmsg", bytes) == 0) {
            return END;
        }
        if (MEMORY.get(JAVA_LONG, header + CONTROLLEN) == 0) {
            throw new IOException("recvmsg: no number was free for the descriptor");
        }
        return MEMORY.get(JAVA_INT, control + CMSG_DATA);
    }

    private static int socketpair(MemorySegment errno, long pair) {
        try {
            return result(
                    (int) SOCKETPAIR.invokeExact(errno, AF_UNIX, SOCK_SEQPACKET_CLOEXEC, 0, pair),
                    errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    private static long sendmsg(MemorySegment errno, int socket, long header, int flags) {
        try {
            return result((long) SENDMSG.invokeExact(errno, socket, header, flags), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    private static long recvmsg(MemorySegment errno, int socket, long header, int flags) {
        try {
            return result((long) RECVMSG.invokeExact(errno, socket, header, flags), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
