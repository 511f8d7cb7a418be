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
        try {
            service.start(new SelectWorkerLoop(service, worker, mailbox[1], acceptorEvent));
        } catch (IOException | OutOfMemoryError notStarted) {
            Sockets.close(errno, mailbox[0]);
            throw notStarted;
        } finally {
            Sockets.close(errno, mailbox[1]); // or its end would never be seen here
        }
        all.add(worker);
        return worker;
    }

    /// Sends a socket there and closes the one here.
    ///
    /// @param worker null for a new one; if there cannot be one more, the connection is refused
    void send(int socket, @Nullable SelectWorker worker) throws IOException {
        try {
            var to = worker == null ? add() : worker;
            to.joined();
            message.send(to.mailbox(), socket);
        } catch (IOException | OutOfMemoryError notOneMore) {
            if (worker != null) {
                throw notOneMore;
            }
            service.tally().full(String.valueOf(notOneMore.getMessage()));
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
