package sockbench.models.select;

import sockbench.linux.FdSet;
import sockbench.linux.Inbox;
import sockbench.linux.Listener;
import sockbench.linux.Service;
import sockbench.linux.Service.Loop;

import java.io.IOException;
import java.lang.foreign.Arena;

/// The first thread: serves connections like the others, and accepts for all of them. It stays in
/// the process's descriptor table, where a socket may get a number that no set has a bit for; such
/// a one goes to an [Annex].
final class Entrance implements Loop {
    private final Service service;
    private final Listener listener;
    private final Inbox inbox; // for waking only
    private int members;

    private Entrance(Service service, Listener listener, Inbox inbox) {
        this.service = service;
        this.listener = listener;
        this.inbox = inbox;
    }

    /// @throws IOException naming what failed; nothing stays open
    static Entrance open(Service service) throws IOException {
        var listener = Listener.open(service.config());
        try {
            return new Entrance(service, listener, Inbox.open());
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
                var waitSet = new WaitSet(arena, service);
                var annexes = new Annexes(arena, service, inbox.fd())) {
            watch(inbox.fd(), waitSet);
            watch(listener.fd(), waitSet);
            for (int thread = 1; thread < threads; thread++) {
                annexes.add();
            }
            ready.run();
            while (!service.closing()) {
                turn(waitSet, annexes);
            }
        }
    }

    private static void watch(int fd, WaitSet waitSet) throws IOException {
        if (fd >= FdSet.SIZE) {
            throw new IOException(
                    "select knows descriptors below %d, got %d".formatted(FdSet.SIZE, fd));
        }
        waitSet.watch(fd);
    }

    private void turn(WaitSet waitSet, Annexes annexes) throws IOException {
        waitSet.await(listener.waitMillis());
        for (int fd = waitSet.next(0); fd >= 0; fd = waitSet.next(fd + 1)) {
            if (fd == listener.fd()) {
                acceptAll(waitSet, annexes);
            } else if (fd != inbox.fd() && !waitSet.serve(fd)) {
                members--;
            }
        }
        if (listener.full()) {
            acceptAll(waitSet, annexes);
        }
    }

    /// Accepts everything in the backlog. A full listener is ready all the time and is not waited
    /// for.
    private void acceptAll(WaitSet waitSet, Annexes annexes) throws IOException {
        for (int socket; (socket = listener.accept(waitSet.state())) >= 0; ) {
            admit(socket, waitSet, annexes);
        }
        if (listener.full()) {
            waitSet.unwatch(listener.fd());
        } else {
            waitSet.watch(listener.fd());
        }
    }

    /// Finds the thread with the fewest sockets that has a bit for one more.
    private void admit(int socket, WaitSet waitSet, Annexes annexes) throws IOException {
        var annex = annexes.emptiest();
        if (socket < FdSet.SIZE && (annex == null || members <= annex.members())) {
            members++;
            waitSet.add(socket);
        } else {
            annexes.send(socket, annex == null ? annexes.add() : annex);
        }
    }
}
