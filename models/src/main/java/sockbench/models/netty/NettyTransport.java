package sockbench.models.netty;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;

import org.jspecify.annotations.Nullable;

/// What moves Netty's bytes. A transport's native library is loaded when it is first asked for.
enum NettyTransport {
    /// `java.nio` selectors; runs everywhere.
    NIO {
        @Override
        @Nullable Throwable unavailability() {
            return null;
        }

        @Override
        IoHandlerFactory ioHandlers() {
            return NioIoHandler.newFactory();
        }

        @Override
        Class<? extends ServerChannel> listener() {
            return NioServerSocketChannel.class;
        }
    },

    /// `epoll` through Netty's own native library, level-triggered.
    EPOLL {
        @Override
        @Nullable Throwable unavailability() {
            return Epoll.unavailabilityCause();
        }

        @Override
        IoHandlerFactory ioHandlers() {
            return EpollIoHandler.newFactory();
        }

        @Override
        Class<? extends ServerChannel> listener() {
            return EpollServerSocketChannel.class;
        }
    },

    /// `io_uring` through Netty's own native library.
    IO_URING {
        @Override
        @Nullable Throwable unavailability() {
            return IoUring.unavailabilityCause();
        }

        @Override
        IoHandlerFactory ioHandlers() {
            return IoUringIoHandler.newFactory();
        }

        @Override
        Class<? extends ServerChannel> listener() {
            return IoUringServerSocketChannel.class;
        }

        @Override
        boolean missesResets() {
            return true;
        }
    };

    /// Why it cannot be used here, or null if it can.
    abstract @Nullable Throwable unavailability();

    /// Makes the part of an event loop that waits; one for each loop.
    abstract IoHandlerFactory ioHandlers();

    /// The channel that accepts.
    abstract Class<? extends ServerChannel> listener();

    /// Whether a reset that comes right behind the last bytes goes unnoticed until something is
    /// sent. A fault of Netty 4.2.18, see `docs/decisions/netty.md`.
    boolean missesResets() {
        return false;
    }
}
