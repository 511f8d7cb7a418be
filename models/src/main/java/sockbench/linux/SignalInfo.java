package sockbench.linux;

import static sockbench.linux.Native.MEMORY;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;

/// An array of `struct signalfd_siginfo` (`sys/signalfd.h`), of which signals about descriptors use:
///
///     0   u32 ssi_signo
///     8   s32 ssi_code     POLL_IN, POLL_OUT, others of `bits/siginfo-consts.h`
///     20  s32 ssi_fd
///     128
final class SignalInfo {
    static final long SIGNO = 0;
    static final long CODE = 8;
    static final long FD = 20;
    static final long BYTES = 128;

    static final int POLL_IN = 1;
    static final int POLL_OUT = 2;

    private final long address;
    private final long capacity;

    SignalInfo(Arena arena, int capacity) {
        this.address = arena.allocate(capacity * BYTES, Long.BYTES).address();
        this.capacity = capacity;
    }

    int signal(int index) {
        return field(index, SIGNO);
    }

    int code(int index) {
        return field(index, CODE);
    }

    int descriptor(int index) {
        return field(index, FD);
    }

    long address() {
        return address;
    }

    long bytes() {
        return capacity * BYTES;
    }

    private int field(int index, long offset) {
        return MEMORY.get(JAVA_INT, address + index * BYTES + offset);
    }
}
