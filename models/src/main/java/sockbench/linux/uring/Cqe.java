package sockbench.linux.uring;

/// `struct io_uring_cqe` of `linux/io_uring.h`: one completion.
///
///     0            8        12       16
///     | user_data  | res    | flags  |
public final class Cqe {
    static final long BYTES = 16;
    static final long USER_DATA = 0;
    static final long RES = 8;
    static final long FLAGS = 12;

    static final int F_BUFFER = 1;
    static final int F_MORE = 1 << 1;
    static final int F_SOCK_NONEMPTY = 1 << 2;
    static final int BUFFER_SHIFT = 16;

    private Cqe() {}

    /// Whether the operation goes on: more completions of it will follow.
    public static boolean more(int flags) {
        return (flags & F_MORE) != 0;
    }

    /// Whether a receive took a buffer from a [BufferRing].
    public static boolean hasBuffer(int flags) {
        return (flags & F_BUFFER) != 0;
    }

    /// Whether a receive left nothing in the socket, as far as the kernel knows.
    public static boolean emptied(int flags) {
        return (flags & F_SOCK_NONEMPTY) == 0;
    }

    /// Which buffer it took.
    public static int buffer(int flags) {
        return flags >>> BUFFER_SHIFT;
    }
}
