package sockbench.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.api.Tally;
import sockbench.linux.Epoll;
import sockbench.linux.EventFd;
import sockbench.linux.Host;
import sockbench.linux.Native;
import sockbench.linux.Sockets;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// Threads are represented by the groups they would wait for. Any descriptor will do as a socket.
@Timeout(20)
class SocketGroupsTest {
    private final Arena arena = Arena.ofConfined();
    private final List<SocketGroup> started = new ArrayList<>();
    private final SocketGroups groups = new SocketGroups(new Tally(), started::add);
    private MemorySegment errno;

    @BeforeEach
    void needsEvents() {
        var missing = Host.unavailable(Epoll::probe);
        assumeTrue(missing.isEmpty(), missing::toString);
        errno = Native.errno(arena);
    }

    @AfterEach
    void closeAll() {
        started.forEach(SocketGroup::close);
        arena.close();
    }

    @Test
    void aGroupTakesAsManyAsOneThreadCanWaitFor() throws IOException {
        admit(SocketGroup.SOCKETS);
        assertThat(started).hasSize(1);

        admit(1);

        assertThat(started).hasSize(2);
    }

    @Test
    void aPlaceThatIsFreeAgainIsTaken() throws IOException {
        admit(SocketGroup.SOCKETS);
        started.getFirst().leave(1);
        admit(1);

        assertThat(started).hasSize(1);
    }

    @Test
    void nobodyIsAdmittedToAThreadThatIsEnding() throws IOException {
        admit(1);
        started.getFirst().leave(1);
        admit(1);

        assertThat(started).hasSize(2);
        assertThat(started.getFirst().ended()).isTrue();
        assertThat(started.getLast().ended()).isFalse();
    }

    @Test
    void aThreadTakesTheSocketsOfItsGroupInTurn() throws IOException {
        int first = EventFd.open(errno);
        int second = EventFd.open(errno);
        groups.admit(errno, first);
        groups.admit(errno, second);
        var group = started.getFirst();

        assertThat(group.take()).isEqualTo(first);
        assertThat(group.take()).isEqualTo(second);
        assertThat(group.take()).isNull();
        Sockets.close(errno, first);
        Sockets.close(errno, second);
    }

    /// Or a connection accepted while its thread ends would stay open for ever.
    @Test
    void aSocketNobodyTookIsClosedWithItsGroup() throws IOException {
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        int socket = Sockets.listen(errno, here, 1, 0);
        int port = Sockets.port(errno, socket);
        groups.admit(errno, socket);
        started.getFirst().close();

        assertThatThrownBy(() -> new Socket(here.getAddress(), port).close())
                .isInstanceOf(ConnectException.class);
    }

    private void admit(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            groups.admit(errno, EventFd.open(errno));
        }
    }
}
