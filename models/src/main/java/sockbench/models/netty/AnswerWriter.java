package sockbench.models.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

import sockbench.api.Tally;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/// Sends the answers of one connection: written one by one, flushed once everything that was
/// readable has been answered.
@SuppressWarnings("FutureReturnValueIgnored") // what fails arrives in exceptionCaught
final class AnswerWriter extends ChannelInboundHandlerAdapter {
    private final Tally tally;
    private final Consumer<Throwable> failed;
    private final boolean looksForResets;
    private int answered;

    /// @param failed told of errors that are not the peer's
    /// @param looksForResets see [NettyTransport#missesResets]
    AnswerWriter(Tally tally, Consumer<Throwable> failed, boolean looksForResets) {
        this.tally = tally;
        this.failed = failed;
        this.looksForResets = looksForResets;
    }

    /// Not by channelActive and channelInactive: a channel that is closed as it arrives, because
    /// the server is closing, sees the second without the first.
    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        tally.opened();
        ctx.channel().closeFuture().addListener(closed -> tally.closed());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object answer) {
        answered++;
        // The void promise is the one that is not allocated; errors arrive in exceptionCaught.
        ctx.write(answer, ctx.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (answered == 0 && looksForResets) {
            // Sends nothing; fails if the peer has gone, as an answer would have.
            ctx.write(Unpooled.EMPTY_BUFFER, ctx.voidPromise());
        }
        tally.answered(answered);
        answered = 0;
        ctx.flush();
    }

    /// The peer has sent all it will: close once it has all its answers.
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Netty's epoll wraps what epoll_ctl says of a socket that ended a moment ago.
        if (cause instanceof IOException || cause instanceof UncheckedIOException) {
            ctx.close(); // the peer is gone
        } else {
            failed.accept(cause);
        }
    }
}
