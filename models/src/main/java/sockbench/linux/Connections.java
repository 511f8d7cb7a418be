package sockbench.linux;

import org.jspecify.annotations.Nullable;

import sockbench.api.Tally;
import sockbench.protocol.Exchange;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// The open connections of one loop, by descriptor. Not thread-safe.
///
/// An event may name a descriptor that was closed earlier in the same batch, hence [#find] may find
/// nothing. Or it names its successor of the same number, which then finds nothing to receive.
public final class Connections implements AutoCloseable {
    private final MemorySegment state;
    private final NativeMemory memory;
    private final int bufferBytes;
    private final Tally tally;
    private @Nullable Connection[] byDescriptor = new @Nullable Connection[256];

    /// @param arena owner of all buffers; closed by the caller after this
    /// @param bufferBytes what a connection's buffer starts with
    public Connections(Arena arena, int bufferBytes, Tally tally) {
        this.state = Native.state(arena);
        this.memory = new NativeMemory(arena);
        this.bufferBytes = bufferBytes;
        this.tally = tally;
    }

    /// For calls on the loop's thread, see [Native#state].
    public MemorySegment state() {
        return state;
    }

    /// @param fd a connected non-blocking socket, owned by this from now on
    public Connection open(int fd) {
        if (fd >= byDescriptor.length) {
            byDescriptor = Arrays.copyOf(byDescriptor, Math.max(fd + 1, 2 * byDescriptor.length));
        }
        var connection = new Connection(state, fd, new Exchange(memory, bufferBytes), tally);
        byDescriptor[fd] = connection;
        tally.opened();
        return connection;
    }

    public @Nullable Connection find(int fd) {
        return fd < byDescriptor.length ? byDescriptor[fd] : null;
    }

    /// One more than the highest descriptor [#find] can find.
    public int end() {
        return byDescriptor.length;
    }

    public void close(Connection connection) {
        byDescriptor[connection.fd()] = null;
        connection.close();
    }

    /// Closes all of them.
    @Override
    public void close() {
        for (var connection : byDescriptor) {
            if (connection != null) {
                close(connection);
            }
        }
    }
}
