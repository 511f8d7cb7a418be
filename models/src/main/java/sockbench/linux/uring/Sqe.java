package sockbench.linux.uring;

import static sockbench.linux.Native.MEMORY;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import sockbench.linux.Sockets;

/// `struct io_uring_sqe` of `linux/io_uring.h`: one operation to be done. Each method fills the entry at the address
/// that [IoUring#next] gave.
///
///     0        1       2        4    8      16     24    28        32          40          42            44           48
///     | opcode | flags | ioprio | fd | off  | addr | len | opflags | user_data | buf_group | personality | file_index |
public final class Sqe {
    static final long BYTES = 64;
    static final long OPCODE = 0;
    static final long FD = 4;
    static final long OFF = 8;
    static final long ADDR = 16;
    static final long LEN = 24;
    static final long OP_FLAGS = 28;
    static final long USER_DATA = 32;
    static final long BUF_GROUP = 40;
    static final long FILE_INDEX = 44;

    /// One union with [#FILE_INDEX].
    static final long OPTLEN = FILE_INDEX;

    /// `IOSQE_FIXED_FILE`: `fd` is an index into the ring's registered descriptors.
    public static final int FIXED_FILE = 1;

    /// `IOSQE_IO_LINK`: the next entry starts when this one has succeeded.
    public static final int LINK = 1 << 2;

    /// `IOSQE_IO_HARDLINK`: the next entry starts when this one has ended, however it ended.
    public static final int HARDLINK = 1 << 3;

    /// A slot for [#acceptInto] that the kernel chooses and gives as the result.
    public static final int ANY_SLOT = -2;

    static final int BUFFER_SELECT = 1 << 5;

    /// `IOSQE_CQE_SKIP_SUCCESS`: no completion unless it fails.
    static final int SKIP_SUCCESS = 1 << 6;

    static final int OP_NOP = 0;
    static final int OP_POLL_ADD = 6;
    static final int OP_TIMEOUT = 11;
    static final int OP_ACCEPT = 13;
    static final int OP_ASYNC_CANCEL = 14;
    static final int OP_CLOSE = 19;
    static final int OP_WRITE = 23;
    static final int OP_SEND = 26;
    static final int OP_RECV = 27;

    static final int ACCEPT_MULTISHOT = 1;
    static final int RECVSEND_POLL_FIRST = 1;
    static final int RECV_MULTISHOT = 1 << 1;
    static final int CANCEL_ALL = 1;
    static final int CANCEL_ANY = 1 << 2;
    static final int FILE_INDEX_ALLOC = ANY_SLOT + 1;
    static final int POLLIN = 1;

    static final int SOCK_CLOEXEC = 0x80000;
    private static final int SEND_FLAGS = Sockets.MSG_NOSIGNAL | Sockets.MSG_WAITALL;
    private static final long CURRENT_POSITION = -1;

    private Sqe() {}

    /// Does nothing but complete.
    public static void nop(long entry, long userData) {
        fill(entry, OP_NOP, 0, -1, 0, 0, 0, userData);
    }

    /// Takes one connection; the result is its descriptor.
    public static void accept(long entry, int listener, long userData) {
        fill(entry, OP_ACCEPT, 0, listener, 0, 0, SOCK_CLOEXEC, userData);
    }

    /// Takes one connection into the registered descriptor `slot`, which must be empty, or
    /// [#ANY_SLOT].
    ///
    /// @param flags 0 or [#LINK]
    public static void acceptInto(long entry, int flags, int listener, int slot, long userData) {
        fill(entry, OP_ACCEPT, flags, listener, 0, 0, 0, userData);
        MEMORY.set(JAVA_INT, entry + FILE_INDEX, slot + 1);
    }

    /// Takes connections until cancelled, each into a free registered descriptor; the results are
    /// their indices.
    public static void acceptMany(long entry, int listener, long userData) {
        fill(entry, OP_ACCEPT | ACCEPT_MULTISHOT << 16, 0, listener, 0, 0, 0, userData);
        MEMORY.set(JAVA_INT, entry + FILE_INDEX, FILE_INDEX_ALLOC);
    }

    /// Receives once.
    ///
    /// @param flags any of [#FIXED_FILE], [#LINK], [#HARDLINK]
    public static void recv(long entry, int flags, int fd, long address, int bytes, long userData) {
        fill(entry, OP_RECV, flags, fd, address, bytes, 0, userData);
    }

    /// The same where nothing is expected to be there yet: waits first instead of trying in vain.
    public static void recvLater(
            long entry, int flags, int fd, long address, int bytes, long userData) {
        fill(entry, OP_RECV | RECVSEND_POLL_FIRST << 16, flags, fd, address, bytes, 0, userData);
    }

    /// Receives until cancelled, each time into a buffer that the kernel takes from a [BufferRing].
    ///
    /// @param flags 0 or [#FIXED_FILE]
    /// @param group the ring's number
    public static void recvMany(long entry, int flags, int fd, int group, long userData) {
        fill(entry, OP_RECV | RECV_MULTISHOT << 16, flags | BUFFER_SELECT, fd, 0, 0, 0, userData);
        MEMORY.set(JAVA_SHORT, entry + BUF_GROUP, (short) group);
    }

    /// The same, but ends by itself with the buffer that brings the sum to `limit` bytes or more.
    /// So all that can come before it is armed again is less than `limit` and one buffer. Newer
    /// than [#recvMany].
    ///
    /// @param limit at least 1
    public static void recvUpTo(
            long entry, int flags, int fd, int group, int limit, long userData) {
        recvMany(entry, flags, fd, group, userData);
        MEMORY.set(JAVA_INT, entry + OPTLEN, limit);
    }

    /// Receives once, into a buffer that the kernel takes from a [BufferRing].
    ///
    /// @param flags 0 or [#FIXED_FILE]
    /// @param group the ring's number
    public static void recvSelecting(long entry, int flags, int fd, int group, long userData) {
        fill(entry, OP_RECV, flags | BUFFER_SELECT, fd, 0, 0, 0, userData);
        MEMORY.set(JAVA_SHORT, entry + BUF_GROUP, (short) group);
    }

    /// Sends all of it, however long that takes; a smaller result is an end of the connection.
    ///
    /// @param flags any of [#FIXED_FILE], [#LINK], [#HARDLINK]
    public static void send(long entry, int flags, int fd, long address, int bytes, long userData) {
        fill(entry, OP_SEND, flags, fd, address, bytes, SEND_FLAGS, userData);
    }

    /// Writes where the file position is; for objects without one, such as an
    /// [sockbench.linux.EventFd].
    public static void write(long entry, int fd, long address, int bytes, long userData) {
        fill(entry, OP_WRITE, 0, fd, address, bytes, 0, userData);
        MEMORY.set(JAVA_LONG, entry + OFF, CURRENT_POSITION);
    }

    /// Completes once when `fd` is readable.
    public static void awaitReadable(long entry, int fd, long userData) {
        fill(entry, OP_POLL_ADD, 0, fd, 0, 0, POLLIN, userData);
    }

    /// Completes with -ETIME when the time at `timespec` has passed.
    static void timeout(long entry, int flags, long timespec, long userData) {
        fill(entry, OP_TIMEOUT, flags, -1, timespec, 1, 0, userData);
    }

    /// Cancels the operation that was given `target` as its user data; that one completes with
    /// ECANCELED.
    public static void cancel(long entry, long target, long userData) {
        fill(entry, OP_ASYNC_CANCEL, 0, -1, target, 0, 0, userData);
    }

    /// Cancels every operation of the ring.
    static void cancelAll(long entry, long userData) {
        fill(entry, OP_ASYNC_CANCEL, 0, -1, 0, 0, CANCEL_ALL | CANCEL_ANY, userData);
    }

    /// Closes the registered descriptor `slot`.
    public static void closeSlot(long entry, int slot, long userData) {
        fill(entry, OP_CLOSE, 0, 0, 0, 0, 0, userData);
        MEMORY.set(JAVA_INT, entry + FILE_INDEX, slot + 1);
    }

    /// Writes every field, because entries are used again.
    private static void fill(
            long entry,
            int opcodeAndPriority,
            int flags,
            int fd,
            long address,
            int length,
            int operationFlags,
            long userData) {
        MEMORY.set(JAVA_INT, entry + OPCODE, opcodeAndPriority | flags << 8);
        MEMORY.set(JAVA_INT, entry + FD, fd);
        MEMORY.set(JAVA_LONG, entry + OFF, 0);
        MEMORY.set(JAVA_LONG, entry + ADDR, address);
        MEMORY.set(JAVA_INT, entry + LEN, length);
        MEMORY.set(JAVA_INT, entry + OP_FLAGS, operationFlags);
        MEMORY.set(JAVA_LONG, entry + USER_DATA, userData);
        MEMORY.set(JAVA_LONG, entry + BUF_GROUP, 0);
        MEMORY.set(JAVA_LONG, entry + BUF_GROUP + 8, 0);
        MEMORY.set(JAVA_LONG, entry + BUF_GROUP + 16, 0);
    }

    /// Makes the entry complete in silence unless it fails.
    static void silence(long entry) {
        skipSuccess(entry);
        MEMORY.set(JAVA_LONG, entry + USER_DATA, IoUring.SILENT);
    }

    /// The same, known by its own user data when it fails.
    static void skipSuccess(long entry) {
        int word = MEMORY.get(JAVA_INT, entry + OPCODE);
        MEMORY.set(JAVA_INT, entry + OPCODE, word | SKIP_SUCCESS << 8);
    }
}
