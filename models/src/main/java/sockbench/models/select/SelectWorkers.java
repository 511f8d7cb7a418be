package sockbench.models.select;

import org.jspecify.annotations.Nullable;

import sockbench.linux.DescriptorMessage;
import sockbench.linux.Native;
import sockbench.linux.Sockets;
import sockbench.serving.Service;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// All threads beyond the first, as the acceptor sees them. Belongs to its thread.
final class SelectWorkers implements AutoCloseable {
    private final Service service;
    private final int acceptorEvent;
    private final MemorySegment errno;
    private final DescriptorMessage message;
    private final List<SelectWorker> all = new ArrayList<>();

    SelectWorkers(Arena arena, Service service, int acceptorEvent) {
        this.service = service;
        this.acceptorEvent = acceptorEvent;
        this.errno = Native.errno(arena);
        this.message = new DescriptorMessage(arena, errno);
    }

    /// The one with the fewest sockets, null if all are full.
    @Nullable SelectWorker emptiest() {
        return all.stream()
                .filter(SelectWorker::hasRoom)
                .min(Comparator.comparingInt(SelectWorker::members))
                .orElse(null);
    }

    /// Starts one more and waits until it has a table of its own.
    SelectWorker add() throws IOException {
        int[] mailbox = DescriptorMessage.pair(errno);
        var worker = new SelectWorker(mailbox[0]);
        all.add(worker);
        try {
            service.start(new SelectWorkerLoop(service, worker, mailbox[1], acceptorEvent));
        } finally {
            Sockets.close(errno, mailbox[1]); // or its end would never be seen here
        }
        return worker;
    }

    /// Sends a socket there and closes the one here.
    void send(int socket, SelectWorker worker) throws IOException {
        worker.joined();
        try {
            message.send(worker.mailbox(), socket);
        } finally {
            Sockets.close(errno, socket);
        }
    }

    /// Tells all of them to end.
    @Override
    public void close() {
        all.forEach(worker -> Sockets.close(errno, worker.mailbox()));
    }
}
