package sockbench.linux.uring;

import static sockbench.linux.Native.MEMORY;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import sockbench.linux.Errno;
import sockbench.linux.Mapping;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Buffers that the kernel takes one of when bytes arrive, instead of one buffer waiting at every idle connection
/// (`struct io_uring_buf_ring` of `linux/io_uring.h`).
///
///     entry   0      8     12    14     16
///             | addr | len | bid | resv |     resv of entry 0 is the ring's tail
///
/// Few are offered at first. Whoever runs out ([#offerMore]) doubles them up to the capacity, so that a small load
/// stays in the processor's caches. Not thread-safe.
public final class BufferRing implements AutoCloseable {
    static final long ENTRY_BYTES = 16;
    static final long ADDR = 0;
    static final long LEN = 8;
    static final long BID = 12;
    static final long TAIL = 14;

    private static final int OFFERED_AT_FIRST = 64;
    private static final VarHandle SHARED_SHORT = JAVA_SHORT.varHandle();

    private final IoUring ring;
    private final int group;
    private final int capacity;
    private final int bufferBytes;
    private final Mapping entries;
    private final Mapping memory;
    private final ByteBuffer bytes;
    private int offered;
    private int lent;
    private short tail;

    private BufferRing(
            IoUring ring,
            int group,
            int capacity,
            int bufferBytes,
            Mapping entries,
            Mapping memory) {
        this.ring = ring;
        this.group = group;
        this.capacity = capacity;
        this.bufferBytes = bufferBytes;
        this.entries = entries;
        this.memory = memory;
        bytes =
                MemorySegment.ofAddress(memory.address())
                        .reinterpret(memory.bytes())
                        .asByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN);
        offer(Math.min(OFFERED_AT_FIRST, capacity));
    }

    /// Registers a new ring of buffers.
    ///
    /// @param group the number operations name it by
    /// @param capacity how many buffers there can be, a power of two up to 32768
    /// @param bufferBytes size of each. Untouched pages take no room, so it may be generous. Not a
    ///   multiple of 4096, or all buffers compete for the same lines of the first-level cache
    public static BufferRing open(IoUring ring, int group, int capacity, int bufferBytes)
            throws IOException {
        var errno = ring.errno();
        var entries = Mapping.anonymous(errno, capacity * ENTRY_BYTES);
        try {
            var memory = Mapping.anonymous(errno, (long) capacity * bufferBytes);
            try {
                Errno.check(
                        "io_uring register buffers",
                        UringRegistration.buffers(
                                errno, ring.fd(), entries.address(), capacity, group));
                return new BufferRing(ring, group, capacity, bufferBytes, entries, memory);
            } catch (IOException cannotRegister) {
                memory.unmap(errno);
                throw cannotRegister;
            }
        } catch (IOException cannotRegister) {
            entries.unmap(errno);
            throw cannotRegister;
        }
    }

    /// All buffers, little-endian; buffer `id` begins at [#offset].
    public ByteBuffer bytes() {
        return bytes;
    }

    public int offset(int id) {
        return id * bufferBytes;
    }

    public long address(int id) {
        return memory.address() + offset(id);
    }

    /// Takes note that the kernel filled buffer `id`: it is ours until [#giveBack].
    public void taken() {
        lent++;
    }

    /// Whether more than half of the capacity is in our hands, so that none should be kept for
    /// long.
    public boolean scarce() {
        return lent > capacity / 2;
    }

    /// Offers buffer `id` again, from the next [#publish] on.
    public void giveBack(int id) {
        lent--;
        add(id);
    }

    /// Twice as many buffers as before, if the capacity allows. Called when an operation came back
    /// with ENOBUFS.
    public void offerMore() {
        offerMoreFor(capacity);
    }

    /// The same where buffers are wanted for keeps: no more than one for each connection and those
    /// offered at first, so that few connections cannot make all of them take room in memory.
    public void offerMoreFor(int connections) {
        int most = Math.min(OFFERED_AT_FIRST + connections, capacity);
        offer(Math.clamp(most - offered, 0, offered));
    }

    /// Lets the kernel see what was offered.
    public void publish() {
        SHARED_SHORT.setRelease(MEMORY, entries.address() + TAIL, tail);
    }

    @Override
    public void close() {
        var errno = ring.errno();
        UringRegistration.dropBuffers(errno, ring.fd(), group);
        memory.unmap(errno);
        entries.unmap(errno);
    }

    private void offer(int more) {
        for (int end = offered + more; offered < end; offered++) {
            add(offered);
        }
        publish();
    }

    /// Never writes `resv`: in entry 0 that is the tail.
    private void add(int id) {
        long entry = entries.address() + (tail & capacity - 1) * ENTRY_BYTES;
        MEMORY.set(JAVA_LONG, entry + ADDR, address(id));
        MEMORY.set(JAVA_INT, entry + LEN, bufferBytes);
        MEMORY.set(JAVA_SHORT, entry + BID, (short) id);
        tail++;
    }
}
