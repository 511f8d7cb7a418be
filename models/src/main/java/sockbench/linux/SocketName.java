package sockbench.linux;

import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout.OfShort;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/// The address of a socket as the kernel has it: `struct sockaddr_in` or `struct sockaddr_in6` of
/// `netinet/in.h`, port and address in network order.
///
///     0        2      4         8      16           24      28
///     | family | port | v4      | zero |
///     | family | port | flow    | v6 address        | scope |
record SocketName(MemorySegment struct) {
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final long V4_BYTES = 16;
    static final long V6_BYTES = 28;
    static final long PORT = 2;
    static final long V4_ADDRESS = 4;
    static final long V6_ADDRESS = 8;

    private static final OfShort NETWORK_SHORT =
            JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /// Room for either kind.
    static SocketName empty(Arena arena) {
        return new SocketName(arena.allocate(V6_BYTES, Long.BYTES));
    }

    /// @throws UnknownHostException if `at` is unresolved
    static SocketName of(Arena arena, InetSocketAddress at) throws UnknownHostException {
        if (at.isUnresolved()) {
            throw new UnknownHostException(at.getHostString());
        }
        byte[] address = at.getAddress().getAddress();
        boolean v4 = address.length == 4;
        var struct = arena.allocate(v4 ? V4_BYTES : V6_BYTES, Long.BYTES);
        struct.set(JAVA_SHORT_UNALIGNED, 0, (short) (v4 ? AF_INET : AF_INET6));
        struct.set(NETWORK_SHORT, PORT, (short) at.getPort());
        long offset = v4 ? V4_ADDRESS : V6_ADDRESS;
        MemorySegment.copy(MemorySegment.ofArray(address), 0, struct, offset, address.length);
        return new SocketName(struct);
    }

    long address() {
        return struct.address();
    }

    int bytes() {
        return (int) struct.byteSize();
    }

    /// 0 to 65,535.
    int port() {
        return Short.toUnsignedInt(struct.get(NETWORK_SHORT, PORT));
    }
}
