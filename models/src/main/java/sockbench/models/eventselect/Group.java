package sockbench.models.eventselect;

import sockbench.linux.Inbox;
import sockbench.linux.Service;
import sockbench.linux.Service.Loop;

import java.io.IOException;
import java.lang.foreign.Arena;

/// Up to 63 sockets and the thread that waits for their events. Ends when the last one has gone.
final class Group implements Loop {
    private final Service service;
    private final Inbox inbox;
    private int members;
    private boolean ended;

    Group(Service service, Inbox inbox) {
        this.service = service;
        this.inbox = inbox;
    }

    /// Called by the accepting thread.
    ///
    /// @param socket owned by the group from now on
    /// @return false if there is no room, or the thread is ending
    synchronized boolean admit(int socket) {
        if (ended || members == WaitSet.SOCKETS) {
            return false;
        }
        members++;
        inbox.hand(socket);
        return true;
    }

    /// True once the last socket has gone.
    synchronized boolean ended() {
        return ended;
    }

    void wake() {
        inbox.wake();
    }

    @Override
    public void run(Runnable ready) throws IOException {
        try (inbox;
                var arena = Arena.ofConfined();
                var connections = service.connections(arena);
                var waitSet = new WaitSet(arena, connections, inbox.fd())) {
            ready.run();
            while (!ended() && !service.closing()) {
                waitSet.await();
                leave(waitSet.serve());
                if (waitSet.wokenUp()) {
                    takeIn(waitSet);
                }
            }
        }
    }

    private synchronized void leave(int gone) {
        members -= gone;
        ended = members == 0;
    }

    private void takeIn(WaitSet waitSet) throws IOException {
        for (Integer socket; (socket = inbox.take()) != null; ) {
            waitSet.add(socket);
        }
    }
}
