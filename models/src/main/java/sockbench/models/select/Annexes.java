package sockbench.models.select;

import org.jspecify.annotations.Nullable;

import sockbench.linux.DescriptorMessage;
import sockbench.linux.Native;
import sockbench.linux.Service;
import sockbench.linux.Sockets;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// All threads beyond the first, as the entrance sees them. Belongs to its thread.
final class Annexes implements AutoCloseable {
    private final Service service;
    private final int entranceEvent;
    private final MemorySegment state;
    private final DescriptorMessage message;
    private final List<Annex> all = new ArrayList<>();

    Annexes(Arena arena, Service service, int entranceEvent) {
        this.service = service;
        this.entranceEvent = entranceEvent;
        this.state = Native.state(arena);
        this.message = new DescriptorMessage(arena, state);
    }

    /// The one with the fewest sockets, null if all are full.
    @Nullable Annex emptiest() {
        return all.stream()
                .filter(Annex::hasRoom)
                .min(Comparator.comparingInt(Annex::members))
                .orElse(null);
    }

    /// Starts one more and waits until it has a table of its own.
    Annex add() throws IOException {
        int[] mailbox = DescriptorMessage.pair(state);
        var annex = new Annex(mailbox[0]);
        all.add(annex);
        try {
            service.start(new AnnexLoop(service, annex, mailbox[1], entranceEvent));
        } finally {
            Sockets.close(state, mailbox[1]); // or its end would never be seen here
        }
        return annex;
    }

    /// Sends a socket there and closes the one here.
    void send(int socket, Annex annex) throws IOException {
        annex.joined();
        try {
            message.send(annex.mailbox(), socket);
        } finally {
            Sockets.close(state, socket);
        }
    }

    /// Tells all of them to end.
    @Override
    public void close() {
        all.forEach(annex -> Sockets.close(state, annex.mailbox()));
    }
}
