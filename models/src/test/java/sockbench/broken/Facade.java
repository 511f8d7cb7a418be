package sockbench.broken;

import sockbench.api.Server;
import sockbench.api.ServerFailure;

import java.util.function.Consumer;
import java.util.function.IntSupplier;

/// What a server shows of itself, where that differs from what it is.
record Facade(Server server, IntSupplier counted, Runnable closing) implements Server {
    @Override
    public void whenFull(Consumer<String> then) {
        server.whenFull(then);
    }

    @Override
    public void whenFailed(Consumer<ServerFailure> then) {
        server.whenFailed(then);
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public int connections() {
        return counted.getAsInt();
    }

    @Override
    public long requests() {
        return server.requests();
    }

    @Override
    public void close() {
        closing.run();
    }
}
