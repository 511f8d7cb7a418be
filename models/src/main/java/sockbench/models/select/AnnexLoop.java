package sockbench.models.select;

import sockbench.linux.DescriptorMessage;
import sockbench.linux.DescriptorTable;
import sockbench.linux.FdSet;
import sockbench.linux.Native;
import sockbench.linux.Service;
import sockbench.linux.Service.Loop;

import java.io.IOException;
import java.lang.foreign.Arena;

/// A thread beyond the first. It has a descriptor table of its own, in which a socket has a low number
/// whatever number it had before.
///
///     process's table                                    own table
///     1500  --> sendmsg(SCM_RIGHTS) --> mailbox --> recvmsg --> 7  --> select
///
/// Ends when the other end of the mailbox is closed.
final class AnnexLoop implements Loop {
    /// Numbers left to what the JVM opens on this thread: a file with a class, for example.
    private static final int SPARE = 16;

    private final Service service;
    private final Annex annex;
    private final int mailbox;
    private final int entranceEvent;

    /// @param mailbox the end to receive from, in the process's table; closed there by the caller
    ///   once this is ready
    /// @param entranceEvent what wakes the entrance; a thread that fails signals it, by this number
    AnnexLoop(Service service, Annex annex, int mailbox, int entranceEvent) {
        this.service = service;
        this.annex = annex;
        this.mailbox = mailbox;
        this.entranceEvent = entranceEvent;
    }

    @Override
    public void run(Runnable ready) throws IOException {
        try (var arena = Arena.ofConfined();
                var waitSet = new WaitSet(arena, service)) {
            var state = Native.state(arena);
            int open = DescriptorTable.makePrivate(state, mailbox, entranceEvent);
            annex.offer(FdSet.SIZE - open - SPARE);
            int own = DescriptorTable.lower(state, mailbox);
            var message = new DescriptorMessage(arena, state);
            waitSet.watch(own);
            ready.run();
            while (turn(waitSet, own, message)) {
                // until nothing more will come
            }
        }
    }

    private boolean turn(WaitSet waitSet, int own, DescriptorMessage message) throws IOException {
        boolean open = true;
        waitSet.await(-1);
        for (int fd = waitSet.next(0); fd >= 0; fd = waitSet.next(fd + 1)) {
            if (fd == own) {
                open = takeIn(waitSet, own, message);
            } else if (!waitSet.serve(fd)) {
                annex.left();
            }
        }
        return open;
    }

    private static boolean takeIn(WaitSet waitSet, int own, DescriptorMessage message)
            throws IOException {
        int socket;
        while ((socket = message.receive(own)) >= 0) {
            waitSet.add(socket);
        }
        return socket != DescriptorMessage.END;
    }
}
