package sockbench.models.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

import org.jspecify.annotations.Nullable;

import sockbench.api.ServerThreads;
import sockbench.protocol.Handler;

import java.util.function.Consumer;

/// Hands each request to a virtual thread, which may block; the answer goes back to the channel's
/// loop.
///
/// @param requests the virtual threads
/// @param handler does the part that needs a CPU; null if requests ask for no work
/// @param failed takes errors that are no peer's
record VirtualThreadHandler(
        ServerThreads requests, @Nullable Handler handler, Consumer<Throwable> failed)
        implements RequestHandler {
    @Override
    public boolean handle(ChannelHandlerContext ctx, ByteBuf frame, Runnable answered) {
        frame.retain(); // the connection may be closed meanwhile, and the memory be another's
        requests.start(() -> answer(ctx, frame, answered));
        return false;
    }

    private void answer(ChannelHandlerContext ctx, ByteBuf frame, Runnable answered) {
        try {
            long work = handler == null ? 0 : RequestHandler.work(frame);
            if (handler == null || work == 0 || requests.pause(handler.burn(work))) {
                RequestHandler.answer(frame);
                ctx.executor().execute(answered);
            }
        } catch (RuntimeException | Error bug) {
            failed.accept(bug);
        } finally {
            frame.release();
        }
    }
}
