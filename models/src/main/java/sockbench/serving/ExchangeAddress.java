package sockbench.serving;

import sockbench.linux.NativeMemory;
import sockbench.protocol.Exchange;

import java.nio.ByteBuffer;

/// Where the bytes of an [Exchange] on native memory lie, for calls and operations that take
/// addresses. Asks the buffer only when the exchange has replaced it, because that allocates.
public final class ExchangeAddress {
    private final Exchange exchange;
    private ByteBuffer buffer;
    private long start;

    public ExchangeAddress(Exchange exchange) {
        this.exchange = exchange;
        buffer = exchange.bytes();
        start = NativeMemory.address(buffer);
    }

    /// Address of the first free byte, see [Exchange#free].
    public long free() {
        return start() + exchange.free();
    }

    /// Address of the first reply byte that was not sent, see [Exchange#unsent].
    public long unsent() {
        return start() + exchange.unsent();
    }

    @SuppressWarnings("ReferenceEquality") // equal bytes are not the same memory
    private long start() {
        var current = exchange.bytes();
        if (current != buffer) {
            buffer = current;
            start = NativeMemory.address(current);
        }
        return start;
    }
}
