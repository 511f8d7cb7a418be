package sockbench.serving;

import sockbench.api.Tally;
import sockbench.linux.Sockets;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// As many groups as there must be for all sockets to have a thread that waits for them.
///
/// [#admit] belongs to the thread that accepts; [#wakeAll] is for any.
public final class SocketGroups {
    /// How the thread of a group is started. It closes the group when it ends.
    public interface Start {
        void start(SocketGroup group) throws IOException;
    }

    private final List<SocketGroup> groups = new CopyOnWriteArrayList<>();
    private final Tally tally;
    private final Start thread;

    /// @param tally told when there cannot be one more group
    public SocketGroups(Tally tally, Start thread) {
        this.tally = tally;
        this.thread = thread;
    }

    /// Finds a group with room, or starts one. If there cannot be one more, the connection is
    /// refused.
    ///
    /// @param socket owned by the group from now on
    public void admit(MemorySegment errno, int socket) {
        groups.removeIf(SocketGroup::ended);
        for (var group : groups) {
            if (group.admit(socket)) {
                return;
            }
        }
        try {
            startGroup(socket);
        } catch (IOException | OutOfMemoryError notOneMore) {
            tally.full(String.valueOf(notOneMore.getMessage()));
            Sockets.close(errno, socket);
        }
    }

    private void startGroup(int socket) throws IOException {
        var group = SocketGroup.open();
        try {
            thread.start(group);
        } catch (IOException | OutOfMemoryError notStarted) {
            group.close();
            throw notStarted;
        }
        group.admit(socket);
        groups.add(group);
    }

    public void wakeAll() {
        groups.forEach(SocketGroup::wake);
    }
}
