package sockbench.models.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

import sockbench.protocol.Exchange;
import sockbench.protocol.RequestedWork;
import sockbench.protocol.UpperCase;

/// Does the work that a request asks for and makes it its answer.
///
/// One request of a connection at a time: the next comes when the one before is answered.
interface RequestHandler {
    /// Called by the channel's loop.
    ///
    /// @param frame header included; stays what it is until `answered` has run or the connection is
    ///   closed
    /// @param answered to be run by the channel's loop, later, if it is not answered at once
    /// @return whether it is answered at once
    boolean handle(ChannelHandlerContext ctx, ByteBuf frame, Runnable answered);

    /// What a request asks for; 0 if it asks for nothing.
    static long work(ByteBuf frame) {
        boolean hasWork = frame.readableBytes() >= Exchange.HEADER_BYTES + RequestedWork.BYTES;
        return hasWork ? frame.getLongLE(frame.readerIndex() + Exchange.HEADER_BYTES) : 0;
    }

    /// Makes a request its answer, on any thread.
    static void answer(ByteBuf frame) {
        var bytes = frame.nioBuffer();
        UpperCase.apply(bytes, bytes.position() + Exchange.HEADER_BYTES, bytes.limit());
    }
}
