package sockbench.serving.readiness;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.jspecify.annotations.Nullable;

import sockbench.api.Tally;
import sockbench.linux.Native;
import sockbench.linux.NativeMemory;
import sockbench.protocol.Exchanges;
import sockbench.serving.Service;
import sockbench.serving.Timers;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// The open connections of one loop, by descriptor. Not thread-safe.
///
/// An event may name a descriptor that was closed earlier in the same batch, hence [#find] may find
/// nothing. Or it names its successor of the same number, which then finds nothing to receive.
public final class Connections implements AutoCloseable {
    private final MemorySegment errno;
    private final Timers<Connection> timers = new Timers<>();
    private final Exchanges exchanges;
    private final Tally tally;
    private @Nullable Connection[] byDescriptor = new @Nullable Connection[256];

    /// The table of one loop of a service.
    ///
    /// @param arena owner of all buffers; closed by the caller after this
    public Connections(Service service, Arena arena) {
        this.errno = Native.errno(arena);
        this.exchanges = service.config().exchanges(new NativeMemory(arena));
        this.tally = service.tally();
    }

    /// For calls on the loop's thread, see [Native#errno].
    public MemorySegment errno() {
        return errno;
    }

    /// @param fd a connected non-blocking socket, owned by this from now on
    public Connection open(int fd) {
        if (fd >= byDescriptor.length) {
            byDescriptor = Arrays.copyOf(byDescriptor, Math.max(fd + 1, 2 * byDescriptor.length));
        }
        var connection = new Connection(errno, fd, exchanges.open(), tally, timers);
        byDescriptor[fd] = connection;
        tally.opened();
        return connection;
    }

    /// Notes that there cannot be one more for now, see [Tally#full].
    public void full(String cause) {
        tally.full(cause);
    }

    public @Nullable Connection find(int fd) {
        return fd < byDescriptor.length ? byDescriptor[fd] : null;
    }

    /// True while requests wait: then no wait for sockets may be longer than [#waitNanos].
    public boolean anyWaiting() {
        return !timers.isEmpty();
    }

    /// How long the loop may wait for its sockets.
    ///
    /// @param mostMillis how long it may for other reasons; -1 for ever
    /// @return -1 for ever
    public long waitNanos(int mostMillis) {
        return timers.nanos(mostMillis < 0 ? -1 : MILLISECONDS.toNanos(mostMillis));
    }

    /// A connection whose request has waited long enough: [Connection#worked] is next. Null if
    /// there is none.
    public @Nullable Connection takeDue() {
        return timers.takeDue();
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
