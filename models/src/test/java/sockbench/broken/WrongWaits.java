package sockbench.broken;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.protocol.CpuBurner;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Servers that do wrong what is to be done before an answer, each in one way.
public enum WrongWaits implements IoModel {
    /// An answer leaves a little before it may.
    ANSWERS_TOO_EARLY(
            pausing((threads, nanos) -> threads.pause(nanos - Duration.ofMillis(2).toNanos()))),

    /// Who waits does so to the end, also when the server is closed.
    DEAF_WHILE_WAITING(
            pausing((threads, nanos) -> {
                long due = System.nanoTime() + nanos;
                while (System.nanoTime() - due < 0) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                return true;
            })),

    /// A request is handled, and handled again.
    WORK_DONE_TWICE(config -> {
        var handler = config.handler();
        return sound(
                handler == null
                        ? config
                        : config.withHandler(work -> {
                            handler.burn(work);
                            return handler.burn(work);
                        }));
    }),

    /// Whatever the body begins with is taken for work.
    WORK_UNASKED(config -> sound(config.withHandler(new CpuBurner(1))));

    private interface Pause {
        boolean of(ServerThreads threads, long nanos);
    }

    private final IoModel model;

    WrongWaits(IoModel model) {
        this.model = model;
    }

    @Override
    public Server start(ServerConfig config) throws IOException {
        return model.start(config);
    }

    private static Server sound(ServerConfig config) throws IOException {
        return BrokenServer.start(config, () -> (body, wire) -> wire.send(body));
    }

    private static IoModel pausing(Pause pause) {
        var fault =
                new Fault() {
                    @Override
                    public void answer(byte[] body, Wire wire) throws IOException {
                        wire.send(body);
                    }

                    @Override
                    public boolean pause(ServerThreads threads, long nanos) {
                        return pause.of(threads, nanos);
                    }
                };
        return config -> BrokenServer.start(config, () -> fault);
    }
}
