package sockbench.linux;

import static sockbench.linux.Native.MEMORY;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;

/// `struct f_owner_ex` of `fcntl.h`: who gets the signals of a descriptor.
///
///     0  int type     F_OWNER_TID: one thread
///     4  pid_t pid
///     8
final class OwnerEx {
    static final long TYPE = 0;
    static final long PID = 4;
    static final long BYTES = 8;
    static final int F_OWNER_TID = 0;

    private OwnerEx() {}

    /// @return address of an owner that is the thread `tid`
    static long thread(Arena arena, int tid) {
        long owner = arena.allocate(BYTES, Integer.BYTES).address();
        MEMORY.set(JAVA_INT, owner + TYPE, F_OWNER_TID);
        MEMORY.set(JAVA_INT, owner + PID, tid);
        return owner;
    }
}
