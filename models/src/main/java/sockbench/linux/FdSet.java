package sockbench.linux;

import static sockbench.linux.Native.MEMORY;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.util.Objects;

/// `fd_set` of `sys/select.h`: a bit for each descriptor below [#SIZE], in 64-bit words.
public final class FdSet {
    /// `FD_SETSIZE`. A higher descriptor has no bit: in C, setting it writes beyond the set.
    public static final int SIZE = 1024;

    static final long BYTES = SIZE / Byte.SIZE;

    private final long address;

    FdSet(Arena arena) {
        this.address = arena.allocate(BYTES, Long.BYTES).address();
    }

    void add(int fd) {
        setWord(fd, word(index(fd)) | bit(fd));
    }

    void remove(int fd) {
        setWord(fd, word(index(fd)) & ~bit(fd));
    }

    boolean has(int fd) {
        return (word(index(fd)) & bit(fd)) != 0;
    }

    /// The bits of descriptors `64 * index` to `64 * index + 63`.
    long word(int index) {
        return MEMORY.get(JAVA_LONG, address + (long) index * Long.BYTES);
    }

    /// Takes over the bits of all descriptors below `end`, in whole words.
    void copy(FdSet from, int end) {
        for (int index = 0; index * Long.SIZE < end; index++) {
            MEMORY.set(JAVA_LONG, address + (long) index * Long.BYTES, from.word(index));
        }
    }

    long address() {
        return address;
    }

    private void setWord(int fd, long word) {
        MEMORY.set(JAVA_LONG, address + (long) index(fd) * Long.BYTES, word);
    }

    private static int index(int fd) {
        return Objects.checkIndex(fd, SIZE) / Long.SIZE;
    }

    private static long bit(int fd) {
        return 1L << fd; // the shift counts modulo 64
    }
}
