package sockbench.serving;

import java.io.IOException;
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
    private final Start thread;

    public SocketGroups(Start thread) {
        this.thread = thread;
    }

    /// Finds a group with room, or starts one.
    ///
    /// @param socket owned by the group from now on
    public void admit(int socket) throws IOException {
        groups.removeIf(SocketGroup::ended);
        for (var group : groups) {
            if (group.admit(socket)) {
                return;
            }
        }
        var group = SocketGroup.open();
        group.admit(socket);
        groups.add(group);
        thread.start(group);
    }

    public void wakeAll() {
        groups.forEach(SocketGroup::wake);
    }
}
