package sockbench.linux.uring;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// What `io_uring_register(2)` can tie to a ring. Operation numbers and structs are those of
/// `linux/io_uring.h`. Every result is a value or a negated errno.
final class UringRegistration {
    static final int UNREGISTER_FILES = 3;
    static final int REGISTER_FILES_UPDATE = 6;
    static final int ENABLE_RINGS = 12;
    static final int REGISTER_FILES2 = 13;
    static final int REGISTER_RING_FDS = 20;
    static final int UNREGISTER_RING_FDS = 21;
    static final int REGISTER_PBUF_RING = 22;
    static final int UNREGISTER_PBUF_RING = 23;

    static final int RSRC_REGISTER_SPARSE = 1;

    /// `struct io_uring_rsrc_register { nr, flags, resv2, data, tags }`.
    static final long RSRC_REGISTER_BYTES = 32;

    /// `struct io_uring_rsrc_update { offset, resv, data }`.
    static final long RSRC_UPDATE_BYTES = 16;

    static final long RSRC_UPDATE_DATA = 8;

    /// `struct io_uring_buf_reg { ring_addr, ring_entries, bgid, … }`.
    static final long BUF_REG_BYTES = 40;

    static final long BUF_REG_RING_ENTRIES = 8;
    static final long BUF_REG_BGID = 12;

    private UringRegistration() {}

    /// Starts a ring that was set up disabled; the calling thread becomes its single issuer.
    static int enable(MemorySegment errno, int ring) {
        return UringCalls.register(errno, ring, ENABLE_RINGS, 0, 0);
    }

    /// A table of `slots` descriptors that live in the ring only, all empty.
    static int slots(MemorySegment errno, int ring, int slots) {
        try (var arena = Arena.ofConfined()) {
            var register = arena.allocate(RSRC_REGISTER_BYTES, Long.BYTES);
            register.set(JAVA_INT, 0, slots);
            register.set(JAVA_INT, Integer.BYTES, RSRC_REGISTER_SPARSE);
            return UringCalls.register(
                    errno, ring, REGISTER_FILES2, register.address(), (int) RSRC_REGISTER_BYTES);
        }
    }

    /// Puts `descriptor` into `slot` of the table.
    static int fillSlot(MemorySegment errno, int ring, int slot, int descriptor) {
        try (var arena = Arena.ofConfined()) {
            var update = arena.allocate(RSRC_UPDATE_BYTES, Long.BYTES);
            var descriptors = arena.allocateFrom(JAVA_INT, descriptor);
            update.set(JAVA_INT, 0, slot);
            update.set(JAVA_LONG, RSRC_UPDATE_DATA, descriptors.address());
            return UringCalls.register(errno, ring, REGISTER_FILES_UPDATE, update.address(), 1);
        }
    }

    /// Closes whatever the table holds, and the table.
    static int dropSlots(MemorySegment errno, int ring) {
        return UringCalls.register(errno, ring, UNREGISTER_FILES, 0, 0);
    }

    /// A number by which the calling thread reaches the ring without a look into the descriptor
    /// table.
    static int shortcut(MemorySegment errno, int ring) {
        try (var arena = Arena.ofConfined()) {
            var update = arena.allocate(RSRC_UPDATE_BYTES, Long.BYTES);
            update.set(JAVA_INT, 0, -1);
            update.set(JAVA_LONG, RSRC_UPDATE_DATA, ring);
            int done = UringCalls.register(errno, ring, REGISTER_RING_FDS, update.address(), 1);
            return done < 0 ? done : update.get(JAVA_INT, 0);
        }
    }

    /// Gives the number back. While a thread has one, the ring outlives its descriptor.
    static int dropShortcut(MemorySegment errno, int ring, int shortcut) {
        try (var arena = Arena.ofConfined()) {
            var update = arena.allocate(RSRC_UPDATE_BYTES, Long.BYTES);
            update.set(JAVA_INT, 0, shortcut);
            return UringCalls.register(errno, ring, UNREGISTER_RING_FDS, update.address(), 1);
        }
    }

    /// A ring of `entries` provided buffers at `address`, known as `group`.
    static int buffers(MemorySegment errno, int ring, long address, int entries, int group) {
        return buffers(errno, ring, REGISTER_PBUF_RING, address, entries, group);
    }

    static int dropBuffers(MemorySegment errno, int ring, int group) {
        return buffers(errno, ring, UNREGISTER_PBUF_RING, 0, 0, group);
    }

    private static int buffers(
            MemorySegment errno, int ring, int operation, long address, int entries, int group) {
        try (var arena = Arena.ofConfined()) {
            var register = arena.allocate(BUF_REG_BYTES, Long.BYTES);
            register.set(JAVA_LONG, 0, address);
            register.set(JAVA_INT, BUF_REG_RING_ENTRIES, entries);
            register.set(JAVA_SHORT, BUF_REG_BGID, (short) group);
            return UringCalls.register(errno, ring, operation, register.address(), 1);
        }
    }
}
