package sockbench.broken;

import org.jspecify.annotations.Nullable;

import sockbench.api.RunningServer;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.protocol.Handler;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// A server that would be correct, were it not for one [Fault]: a thread for each connection.
final class BrokenServer {
    private final ServerThreads threads = ServerThreads.platform("broken");
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Tally tally = new Tally();
    private final ServerSocket listener = new ServerSocket();
    private final Supplier<Fault> faults;
    private final @Nullable Handler handler;

    private BrokenServer(Supplier<Fault> faults, @Nullable Handler handler) throws IOException {
        this.faults = faults;
        this.handler = handler;
    }

    /// @param faults gives the fault of each connection, in the order they are accepted in
    static Server start(ServerConfig config, Supplier<Fault> faults) throws IOException {
        var server = new BrokenServer(faults, config.handler());
        server.listener.setReuseAddress(true);
        server.bind(new InetSocketAddress(config.address(), config.port()), config.backlog());
        server.threads.onStop(server::hangUp);
        server.threads.start(server::accept);
        return new RunningServer(server.listener.getLocalPort(), server.tally, server.threads);
    }

    private void bind(InetSocketAddress at, int backlog) throws IOException {
        try {
            listener.bind(at, backlog);
        } catch (IOException inUse) {
            listener.close();
            throw new IOException("bind %s: %s".formatted(at, inUse.getMessage()), inUse);
        }
    }

    private void accept() throws IOException {
        while (true) {
            var socket = listener.accept();
            open.add(socket);
            if (threads.closing()) {
                socket.close(); // closing may have looked before it was there
            }
            tally.opened();
            var fault = faults.get(); // here, or connections would not have it in turn
            threads.start(() -> serve(socket, fault));
        }
    }

    private void serve(Socket socket, Fault fault) throws IOException {
        try (socket) {
            socket.setTcpNoDelay(true);
            var wire = new Wire(socket.getInputStream(), socket.getOutputStream());
            for (var body = wire.receive(); body != null; body = wire.receive()) {
                if (!work(wire.work(), fault)) {
                    return;
                }
                tally.answered(1);
                fault.answer(body, wire);
            }
        } catch (SocketException peerGone) {
            // costs nobody else anything
        } finally {
            open.remove(socket);
            tally.closed();
            fault.ended();
        }
    }

    private boolean work(long work, Fault fault) {
        return handler == null || work == 0 || fault.pause(threads, handler.burn(work));
    }

    private void hangUp() {
        try {
            listener.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException cannotClose) {
            throw new IllegalStateException(cannotClose);
        }
    }
}
