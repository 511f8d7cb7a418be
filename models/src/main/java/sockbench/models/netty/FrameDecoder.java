package sockbench.models.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;

import org.jspecify.annotations.Nullable;

import sockbench.protocol.Exchange;
import sockbench.protocol.UpperCase;

import java.nio.ByteOrder;

/// Cuts what was received into frames, header included, each already turned into its answer. While
/// a [RequestHandler] is at one, nothing more is cut.
///
/// A frame is a slice of the buffer it was received in; only one that came in pieces is copied.
///
/// Cuts nothing while answers wait for a peer that does not read: what was received of the smallest
/// frames would become some hundred times as much in objects. Goes on when they have left.
final class FrameDecoder extends LengthFieldBasedFrameDecoder {
    private final @Nullable RequestHandler handler;
    private @Nullable ByteBuf handled;
    private boolean ended;

    /// @param handler answers each frame; null if that is to be done at once
    FrameDecoder(@Nullable RequestHandler handler) {
        super(
                ByteOrder.LITTLE_ENDIAN,
                Exchange.HEADER_BYTES + Exchange.MAX_BODY_BYTES,
                0,
                Exchange.HEADER_BYTES,
                0,
                0,
                true);
        this.handler = handler;
        setCumulator(FrameDecoder::cumulate);
    }

    /// The inherited one grows the buffer around what was read of it: it makes room before the
    /// answers are flushed only, and as long as they are slices of the buffer nothing can be moved.
    private static ByteBuf cumulate(ByteBufAllocator allocator, ByteBuf received, ByteBuf more) {
        if (received.refCnt() == 1) {
            received.discardSomeReadBytes();
        }
        return MERGE_CUMULATOR.cumulate(allocator, received, more);
    }

    @Override
    protected @Nullable Object decode(ChannelHandlerContext ctx, ByteBuf in) throws Exception {
        if (handled != null) {
            ctx.channel().config().setAutoRead(false); // more than it handles now
            return null;
        }
        var frame = ctx.channel().isWritable() ? (ByteBuf) super.decode(ctx, in) : null;
        if (frame == null || handler == null || handler.handle(ctx, frame, () -> answered(ctx))) {
            return frame;
        }
        handled = frame;
        return null;
    }

    private void answered(ChannelHandlerContext ctx) {
        var answer = handled;
        if (answer != null) {
            handled = null;
            ctx.fireChannelRead(answer);
            goOn(ctx);
        }
    }

    /// The connection was closed while its request was handled.
    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        var unanswered = handled;
        if (unanswered != null) {
            handled = null;
            unanswered.release();
        }
    }

    /// The inherited one reads on where it has cut nothing, as if that were for want of bytes.
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.fireChannelReadComplete();
    }

    /// Reads only while all that was read is cut, so a peer that does not read cannot fill the
    /// memory.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!ctx.channel().isWritable()) {
            ctx.channel().config().setAutoRead(false);
        } else {
            ctx.executor().execute(() -> goOn(ctx)); // this comes from the middle of a flush
        }
        ctx.fireChannelWritabilityChanged();
    }

    /// The end of the input comes after the last frame, however long that one has to wait.
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            ended = true;
            goOn(ctx);
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    private void goOn(ChannelHandlerContext ctx) {
        if (ctx.isRemoved()) {
            return;
        }
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
            boolean allCut =
                    ctx.channel().isWritable()
                            && handled == null; // after the flush it may be again
            channelReadComplete(ctx);
            if (allCut) {
                readOn(ctx);
            }
        } catch (Exception unexpected) {
            ctx.fireExceptionCaught(unexpected);
        }
    }

    private void readOn(ChannelHandlerContext ctx) throws Exception {
        ctx.channel().config().setAutoRead(true);
        if (ended) {
            super.userEventTriggered(ctx, ChannelInputShutdownEvent.INSTANCE);
        }
    }

    /// The inherited one makes a byte-swapping view of the buffer for each header.
    @Override
    protected long getUnadjustedFrameLength(ByteBuf buf, int offset, int length, ByteOrder order) {
        return buf.getUnsignedShortLE(offset);
    }

    @Override
    protected ByteBuf extractFrame(ChannelHandlerContext ctx, ByteBuf buf, int index, int length) {
        if (handler == null) {
            // Before slicing: a slice would make a new view of itself for every call.
            var bytes = buf.internalNioBuffer(index, length);
            int start = bytes.position();
            UpperCase.apply(bytes, start + Exchange.HEADER_BYTES, start + length);
        }
        return buf.retainedSlice(index, length);
    }
}
