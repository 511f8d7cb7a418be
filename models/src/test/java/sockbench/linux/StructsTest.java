package sockbench.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// Sizes, offsets and constants as the C compiler of this machine has them.
@Timeout(60)
class StructsTest {
    private static final String HEADERS =
            """
            #include <fcntl.h>
            #include <netinet/in.h>
            #include <netinet/tcp.h>
            #include <poll.h>
            #include <signal.h>
            #include <linux/close_range.h>
            #include <sys/epoll.h>
            #include <sys/prctl.h>
            #include <sys/select.h>
            #include <sys/signalfd.h>
            #include <sys/socket.h>
            #include <sys/syscall.h>
            #include <sys/time.h>
            #include <sys/uio.h>
            #include <sys/wait.h>
            #include <time.h>
            """;

    @TempDir Path directory;

    private final Claims c = new Claims(HEADERS);

    @Test
    void agreeWithTheCompiler() throws IOException, InterruptedException {
        epoll();
        poll();
        select();
        signals();
        messages();
        sockets();
        processes();

        assertThat(c.compiled(directory)).containsExactlyEntriesOf(c.ours());
    }

    private void sockets() {
        c.struct("struct sockaddr_in", SocketName.V4_BYTES);
        c.field("struct sockaddr_in", "sin_port", SocketName.PORT);
        c.field("struct sockaddr_in", "sin_addr", SocketName.V4_ADDRESS);
        c.struct("struct sockaddr_in6", SocketName.V6_BYTES);
        c.field("struct sockaddr_in6", "sin6_port", SocketName.PORT);
        c.field("struct sockaddr_in6", "sin6_addr", SocketName.V6_ADDRESS);
        c.constant("AF_INET", SocketName.AF_INET);
        c.constant("AF_INET6", SocketName.AF_INET6);
        c.constant("SOCK_NONBLOCK", Sockets.NONBLOCK);
        c.constant("SOL_SOCKET", SocketOptions.SOL_SOCKET);
        c.constant("SO_REUSEADDR", SocketOptions.SO_REUSEADDR);
        c.constant("SO_LINGER", SocketOptions.SO_LINGER);
        c.constant("SO_REUSEPORT", SocketOptions.SO_REUSEPORT);
        c.constant("SO_SNDTIMEO", SocketOptions.SO_SNDTIMEO);
        c.constant("IPPROTO_TCP", SocketOptions.IPPROTO_TCP);
        c.constant("TCP_NODELAY", SocketOptions.TCP_NODELAY);
    }

    private void epoll() {
        c.struct("struct epoll_event", EpollEvents.BYTES);
        c.field("struct epoll_event", "events", EpollEvents.EVENTS);
        c.field("struct epoll_event", "data", EpollEvents.DATA);
        c.constant("SYS_epoll_pwait2", Epoll.EPOLL_PWAIT2);
        c.constant("EPOLLIN", Epoll.IN);
        c.constant("EPOLLOUT", Epoll.OUT);
        c.constant("EPOLLERR", Epoll.ERR);
        c.constant("EPOLLHUP", Epoll.HUP);
        c.constant("EPOLLRDHUP", Epoll.RDHUP);
        c.constant("(int) EPOLLET", Epoll.EDGE);
        c.constant("EPOLL_CLOEXEC", Epoll.CLOEXEC);
        c.constant("EPOLL_CTL_ADD", Epoll.ADD);
        c.constant("EPOLL_CTL_MOD", Epoll.MODIFY);
    }

    private void poll() {
        c.struct("struct pollfd", Poll.BYTES);
        c.field("struct pollfd", "fd", Poll.FD);
        c.field("struct pollfd", "events", Poll.EVENTS);
        c.field("struct pollfd", "revents", Poll.REVENTS);
        c.constant("POLLIN", Poll.POLLIN);
    }

    private void select() {
        c.struct("fd_set", FdSet.BYTES);
        c.constant("FD_SETSIZE", FdSet.SIZE);
        c.struct("struct timeval", Timeval.BYTES);
        c.field("struct timeval", "tv_sec", Timeval.SECONDS);
        c.field("struct timeval", "tv_usec", Timeval.MICROS);
        c.constant("CLOSE_RANGE_UNSHARE", AnyDescriptor.CLOSE_RANGE_UNSHARE);
        c.constant("F_DUPFD_CLOEXEC", AnyDescriptor.F_DUPFD_CLOEXEC);
    }

    private void signals() {
        c.struct("struct signalfd_siginfo", SignalInfo.BYTES);
        c.field("struct signalfd_siginfo", "ssi_signo", SignalInfo.SIGNO);
        c.field("struct signalfd_siginfo", "ssi_code", SignalInfo.CODE);
        c.field("struct signalfd_siginfo", "ssi_fd", SignalInfo.FD);
        c.constant("POLL_IN", SignalInfo.POLL_IN);
        c.constant("POLL_OUT", SignalInfo.POLL_OUT);
        c.struct("struct f_owner_ex", OwnerEx.BYTES);
        c.field("struct f_owner_ex", "type", OwnerEx.TYPE);
        c.field("struct f_owner_ex", "pid", OwnerEx.PID);
        c.constant("F_OWNER_TID", OwnerEx.F_OWNER_TID);
        c.struct("sigset_t", Signals.SIGSET_BYTES);
        c.constant("SIGIO", Signals.SIGIO);
        c.constant("SIGRTMIN < 38 && 38 < SIGRTMAX", 1);
        c.constant("F_SETFL", AnyDescriptor.F_SETFL);
        c.constant("F_SETSIG", AnyDescriptor.F_SETSIG);
        c.constant("F_SETOWN_EX", AnyDescriptor.F_SETOWN_EX);
        c.constant("O_ASYNC", AnyDescriptor.O_ASYNC);
        c.constant("O_NONBLOCK", AnyDescriptor.O_NONBLOCK);
    }

    private void processes() {
        c.struct("struct timespec", Timespec.BYTES);
        c.field("struct timespec", "tv_sec", Timespec.SECONDS);
        c.field("struct timespec", "tv_nsec", Timespec.NANOS);
        c.struct("siginfo_t", JobControl.SIGINFO_BYTES);
        c.field("siginfo_t", "si_signo", JobControl.SI_SIGNO);
        c.constant("SIGCONT", JobControl.SIGCONT);
        c.constant("SIGSTOP", JobControl.SIGSTOP);
        c.constant("P_PID", JobControl.P_PID);
        c.constant("WNOHANG", JobControl.WNOHANG);
        c.constant("WSTOPPED", JobControl.WSTOPPED);
        c.constant("WNOWAIT", JobControl.WNOWAIT);
        c.constant("PR_SET_PDEATHSIG", JobControl.PR_SET_PDEATHSIG);
    }

    private void messages() {
        c.struct("struct msghdr", DescriptorMessage.MSGHDR_BYTES);
        c.field("struct msghdr", "msg_iov", DescriptorMessage.IOV);
        c.field("struct msghdr", "msg_iovlen", DescriptorMessage.IOVLEN);
        c.field("struct msghdr", "msg_control", DescriptorMessage.CONTROL);
        c.field("struct msghdr", "msg_controllen", DescriptorMessage.CONTROLLEN);
        c.struct("struct iovec", DescriptorMessage.IOVEC_BYTES);
        c.field("struct iovec", "iov_base", DescriptorMessage.IOV_BASE);
        c.field("struct iovec", "iov_len", DescriptorMessage.IOV_LEN);
        c.field("struct cmsghdr", "cmsg_len", DescriptorMessage.CMSG_LEN);
        c.field("struct cmsghdr", "cmsg_level", DescriptorMessage.CMSG_LEVEL);
        c.field("struct cmsghdr", "cmsg_type", DescriptorMessage.CMSG_TYPE);
        c.constant("CMSG_LEN(0)", DescriptorMessage.CMSG_DATA);
        c.constant("CMSG_SPACE(sizeof(int))", DescriptorMessage.CMSG_BYTES);
        c.constant("SOL_SOCKET", DescriptorMessage.SOL_SOCKET);
        c.constant("SCM_RIGHTS", DescriptorMessage.SCM_RIGHTS);
        c.constant("MSG_DONTWAIT", DescriptorMessage.MSG_DONTWAIT);
        c.constant("MSG_CMSG_CLOEXEC", DescriptorMessage.MSG_CMSG_CLOEXEC);
    }
}
