package sockbench.models.select;

import sockbench.linux.FdSet;
import sockbench.serving.Inbox;
import sockbench.serving.Listener;
import sockbench.serving.Service;
import sockbench.serving.Service.Loop;

import java.io.IOException;
import java.lang.foreign.Arena;

/// The first thread: serves connections like the others, and accepts for all of them. It stays in
/// the process's descriptor table, where a socket may get a number that no set has a bit for; such
/// a socket goes to a [SelectWorker].
final class SelectAcceptor implements Loop {
    private final Service service;
    private final Listener listener;
    private final Inbox inbox; // for waking only
    private int members;

    private SelectAcceptor(Service service, Listener listener, Inbox inbox) {
        this.service = service;
        this.listener = listener;
        this.inbox = inbox;
    }

    /// @throws IOException naming what failed; nothing stays open
    static SelectAcceptor open(Service service) throws IOException {
        var listener = Listener.open(service.config(), service.tally());
        try {
            return new SelectAcceptor(service, listener, Inbox.open());
        } catch (IOException noneLeft) {
            listener.close();
            throw noneLeft;
        }
    }

    int port() {
        return listener.port();
    }

    void wake() {
        inbox.wake();
    }

    @Override
    public void run(Runnable ready) throws IOException {
        int threads = service.config().threadsOr(Runtime.getRuntime().availableProcessors());
        try (listener;
                inbox;
                var arena = Arena.ofConfined();
                var set = new SelectSet(arena, service);
                var workers = new SelectWorkers(arena, service, inbox.fd())) {
            watch(inbox.fd(), set);
            watch(listener.fd(), set);
            for (int thread = 1; thread < threads; thread++) {
                workers.add();
            }
            ready.run();
            while (!service.closing()) {
                turn(set, workers);
            }
        }
    }

    private static void watch(int fd, SelectSet set) throws IOException {
        if (fd >= FdSet.SIZE) {
            throw new IOException(
                    "select knows descriptors below %d, got %d".formatted(FdSet.SIZE, fd));
        }
        set.watch(fd);
    }

    private void turn(SelectSet set, SelectWorkers workers) throws IOException {
        set.await(listener.waitMillis());
        for (int fd = set.next(0); fd >= 0; fd = set.next(fd + 1)) {
            if (fd == listener.fd()) {
                acceptAll(set, workers);
            } else if (fd != inbox.fd() && !set.serve(fd)) {
                members--;
            }
        }
        members -= set.serveDue();
        if (listener.full()) {
            acceptAll(set, workers);
        }
    }

    /// Accepts everything in the backlog. A full listener is ready all the time and is not waited
    /// for.
    private void acceptAll(SelectSet set, SelectWorkers workers) throws IOException {
        for (int socket; (socket = listener.accept(set.errno())) >= 0; ) {
            admit(socket, set, workers);
        }
        if (listener.full()) {
            set.unwatch(listener.fd());
        } else {
            set.watch(listener.fd());
        }
    }

    /// Finds the thread with the fewest sockets that has a bit for one more.
    private void admit(int socket, SelectSet set, SelectWorkers workers) throws IOException {
        var worker = workers.emptiest();
        if (socket < FdSet.SIZE && (worker == null || members <= worker.members())) {
            members++;
            set.add(socket);
        } else {
            workers.send(socket, worker);
        }
    }
}
