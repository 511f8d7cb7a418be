package sockbench.models.select;

import sockbench.linux.DescriptorMessage;
import sockbench.linux.DescriptorTable;
import sockbench.linux.FdSet;
import sockbench.linux.Native;
import sockbench.serving.Service;
import sockbench.serving.Service.Loop;

import java.io.IOException;
import java.lang.foreign.Arena;

/// A thread beyond the first. It has a descriptor table of its own, in which a socket has a low number
/// whatever number it had before.
///
///     process's table                                    own table
///     1500  --> sendmsg(SCM_RIGHTS) --> mailbox --> recvmsg --> 7  --> select
///
/// Ends when the other end of the mailbox is closed.
final class SelectWorkerLoop implements Loop {
    /// Numbers left to what the JVM opens on this thread: a file with a class, for example.
    private static final int SPARE = 16;

    private final Service service;
    private final SelectWorker worker;
    private final int mailbox;
    private final int acceptorEvent;

    /// @param mailbox the end to receive from, in the process's table; closed there by the caller
    ///   once this is ready
    /// @param acceptorEvent what wakes the acceptor; a thread that fails signals it, by this number
    SelectWorkerLoop(Service service, SelectWorker worker, int mailbox, int acceptorEvent) {
        this.service = service;
        this.worker = worker;
        this.mailbox = mailbox;
        this.acceptorEvent = acceptorEvent;
    }

    @Override
    public void run(Runnable ready) throws IOException {
        try (var arena = Arena.ofConfined();
                var set = new SelectSet(arena, service)) {
            var errno = Native.errno(arena);
            int open = DescriptorTable.makePrivate(errno, mailbox, acceptorEvent);
            worker.offer(FdSet.SIZE - open - SPARE);
            int own = DescriptorTable.lower(errno, mailbox);
            var message = new DescriptorMessage(arena, errno);
            set.watch(own);
            ready.run();
            while (turn(set, own, message)) {
                // until nothing more will come
            }
        }
    }

    private boolean turn(SelectSet set, int own, DescriptorMessage message) throws IOException {
        boolean open = true;
        set.await(-1);
        for (int fd = set.next(0); fd >= 0; fd = set.next(fd + 1)) {
            if (fd == own) {
                open = takeIn(set, own, message);
            } else if (!set.serve(fd)) {
                worker.left();
            }
        }
        for (int gone = set.serveDue(); gone > 0; gone--) {
            worker.left();
        }
        return open;
    }

    private static boolean takeIn(SelectSet set, int own, DescriptorMessage message)
            throws IOException {
        int socket;
        while ((socket = message.receive(own)) >= 0) {
            set.add(socket);
        }
        return socket != DescriptorMessage.END;
    }
}
