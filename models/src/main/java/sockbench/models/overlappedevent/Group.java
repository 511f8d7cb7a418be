package sockbench.models.overlappedevent;

import sockbench.api.ServerThreads.Work;
import sockbench.linux.Inbox;
import sockbench.linux.Service;

import java.io.IOException;
import java.lang.foreign.Arena;

/// Up to 63 connections and the thread that waits for their events. Ends when the last one has
/// gone.
final class Group implements Work {
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
        if (ended || members == WaitSet.CONNECTIONS) {
            return false;
        }
        members++;
        inbox.hand(socket);
        return true;
    }

    /// True once the last connection has gone.
    synchronized boolean ended() {
        return ended;
    }

    void wake() {
        inbox.wake();
    }

    @Override
    public void run() throws IOException {
        try (inbox;
                var arena = Arena.ofShared();
                var waitSet = new WaitSet(arena, service, inbox.fd())) {
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
