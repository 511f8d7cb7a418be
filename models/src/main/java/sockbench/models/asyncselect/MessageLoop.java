package sockbench.models.asyncselect;

import org.jspecify.annotations.Nullable;

import sockbench.linux.SignalQueue;
import sockbench.serving.Listener;
import sockbench.serving.Service;
import sockbench.serving.Service.Loop;
import sockbench.serving.readiness.Connections;

import java.io.IOException;
import java.lang.foreign.Arena;

/// The thread with the queue: takes messages and dispatches them, until the server is closed.
final class MessageLoop implements Loop {
    private final Service service;
    private final Listener listener;
    private volatile @Nullable SignalQueue queue;

    /// @param listener closed by this loop when it ends
    MessageLoop(Service service, Listener listener) {
        this.service = service;
        this.listener = listener;
    }

    /// Makes the loop look at whether the server is closing, from any thread.
    void wake() {
        var opened = queue;
        if (opened != null) {
            opened.lookAtAll();
        }
    }

    @Override
    public void run(Runnable ready) throws IOException {
        // Closed in reverse order: the queue when no socket is left that could post to it.
        try (var arena = Arena.ofConfined();
                var opened = SignalQueue.open(arena);
                listener;
                var connections = new Connections(service, arena)) {
            queue = opened;
            opened.add(listener.fd());
            var handlers = new Handlers(listener, connections, opened);
            handlers.accept(); // came before the listener reported
            ready.run();
            while (!service.closing()) {
                turn(opened, handlers);
            }
        }
    }

    private void turn(SignalQueue messages, Handlers handlers) throws IOException {
        int count = messages.take(handlers.waitNanos());
        for (int i = 0; i < count; i++) {
            handlers.dispatch(messages.what(i), messages.socket(i));
        }
        handlers.serveDue();
        if (listener.full()) {
            handlers.accept();
        }
    }
}
