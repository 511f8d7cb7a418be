package sockbench.models.netty;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

import sockbench.protocol.Handler;

/// Burns on the channel's loop and waits in its timers.
///
/// @param handler does the part that needs a CPU
record LoopHandler(Handler handler) implements RequestHandler {
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // forgotten with the loop
    public boolean handle(ChannelHandlerContext ctx, ByteBuf frame, Runnable answered) {
        long work = RequestHandler.work(frame);
        long nanos = work == 0 ? 0 : handler.burn(work);
        RequestHandler.answer(frame);
        if (nanos > 0) {
            ctx.executor().schedule(answered, nanos, NANOSECONDS);
        }
        return nanos == 0;
    }
}
