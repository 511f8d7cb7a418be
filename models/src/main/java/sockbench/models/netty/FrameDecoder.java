package sockbench.models.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;

import sockbench.protocol.Exchange;
import sockbench.protocol.UpperCase;

import java.nio.ByteOrder;

/// Cuts what was received into frames, header included, each already turned into its answer.
///
/// A frame is a slice of the buffer it was received in; only one that came in pieces is copied.
final class FrameDecoder extends LengthFieldBasedFrameDecoder {
    FrameDecoder() {
        super(
                ByteOrder.LITTLE_ENDIAN,
                Exchange.HEADER_BYTES + Exchange.MAX_BODY_BYTES,
                0,
                Exchange.HEADER_BYTES,
                0,
                0,
                true);
    }

    /// The inherited one makes a byte-swapping view of the buffer for each header.
    @Override
    protected long getUnadjustedFrameLength(ByteBuf buf, int offset, int length, ByteOrder order) {
        return buf.getUnsignedShortLE(offset);
    }

    @Override
    protected ByteBuf extractFrame(ChannelHandlerContext ctx, ByteBuf buf, int index, int length) {
        // Before slicing: a slice would make a new view of itself for every call.
        var bytes = buf.internalNioBuffer(index, length);
        int start = bytes.position();
        UpperCase.apply(bytes, start + Exchange.HEADER_BYTES, start + length);
        return buf.retainedSlice(index, length);
    }
}
