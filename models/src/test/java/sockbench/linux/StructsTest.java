package sockbench.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Sizes, offsets and constants as the C compiler of this machine has them.
@Timeout(60)
class StructsTest {
    private static final String HEADERS =
            """
            #define _GNU_SOURCE
            #include <fcntl.h>
            #include <poll.h>
            #include <signal.h>
            #include <stddef.h>
            #include <stdio.h>
            #include <linux/close_range.h>
            #include <sys/epoll.h>
            #include <sys/select.h>
            #include <sys/signalfd.h>
            #include <sys/socket.h>
            #include <sys/time.h>
            #include <sys/uio.h>
            """;

    @TempDir Path directory;

    private final Map<String, Long> ours = new LinkedHashMap<>();

    @Test
    void agreeWithTheCompiler() throws IOException, InterruptedException {
        epoll();
        poll();
        select();
        signals();
        messages();

        assertThat(compiled()).containsExactlyEntriesOf(ours);
    }

    private void epoll() {
        struct("struct epoll_event", EpollEvents.BYTES);
        field("struct epoll_event", "events", EpollEvents.EVENTS);
        field("struct epoll_event", "data", EpollEvents.DATA);
        constant("EPOLLIN", Epoll.IN);
        constant("EPOLLOUT", Epoll.OUT);
        constant("EPOLLERR", Epoll.ERR);
        constant("EPOLLHUP", Epoll.HUP);
        constant("EPOLLRDHUP", Epoll.RDHUP);
        constant("(int) EPOLLET", Epoll.EDGE);
        constant("EPOLL_CLOEXEC", Epoll.CLOEXEC);
        constant("EPOLL_CTL_ADD", Epoll.ADD);
        constant("EPOLL_CTL_MOD", Epoll.MODIFY);
    }

    private void poll() {
        struct("struct pollfd", Poll.BYTES);
        field("struct pollfd", "fd", Poll.FD);
        field("struct pollfd", "events", Poll.EVENTS);
        field("struct pollfd", "revents", Poll.REVENTS);
        constant("POLLIN", Poll.POLLIN);
    }

    private void select() {
        struct("fd_set", FdSet.BYTES);
        constant("FD_SETSIZE", FdSet.SIZE);
        struct("struct timeval", Timeval.BYTES);
        field("struct timeval", "tv_sec", Timeval.SECONDS);
        field("struct timeval", "tv_usec", Timeval.MICROS);
        constant("CLOSE_RANGE_UNSHARE", Descriptors.CLOSE_RANGE_UNSHARE);
        constant("F_DUPFD_CLOEXEC", Descriptors.F_DUPFD_CLOEXEC);
    }

    private void signals() {
        struct("struct signalfd_siginfo", SignalInfo.BYTES);
        field("struct signalfd_siginfo", "ssi_signo", SignalInfo.SIGNO);
        field("struct signalfd_siginfo", "ssi_code", SignalInfo.CODE);
        field("struct signalfd_siginfo", "ssi_fd", SignalInfo.FD);
        constant("POLL_IN", SignalInfo.POLL_IN);
        constant("POLL_OUT", SignalInfo.POLL_OUT);
        struct("struct f_owner_ex", OwnerEx.BYTES);
        field("struct f_owner_ex", "type", OwnerEx.TYPE);
        field("struct f_owner_ex", "pid", OwnerEx.PID);
        constant("F_OWNER_TID", OwnerEx.F_OWNER_TID);
        struct("sigset_t", Signals.SIGSET_BYTES);
        constant("SIGIO", Signals.SIGIO);
        constant("SIGRTMIN < 38 && 38 < SIGRTMAX", 1);
        constant("F_SETFL", Descriptors.F_SETFL);
        constant("F_SETSIG", Descriptors.F_SETSIG);
        constant("F_SETOWN_EX", Descriptors.F_SETOWN_EX);
        constant("O_ASYNC", Descriptors.O_ASYNC);
        constant("O_NONBLOCK", Descriptors.O_NONBLOCK);
    }

    private void messages() {
        struct("struct msghdr", DescriptorMessage.MSGHDR_BYTES);
        field("struct msghdr", "msg_iov", DescriptorMessage.IOV);
        field("struct msghdr", "msg_iovlen", DescriptorMessage.IOVLEN);
        field("struct msghdr", "msg_control", DescriptorMessage.CONTROL);
        field("struct msghdr", "msg_controllen", DescriptorMessage.CONTROLLEN);
        struct("struct iovec", DescriptorMessage.IOVEC_BYTES);
        field("struct iovec", "iov_base", DescriptorMessage.IOV_BASE);
        field("struct iovec", "iov_len", DescriptorMessage.IOV_LEN);
        field("struct cmsghdr", "cmsg_len", DescriptorMessage.CMSG_LEN);
        field("struct cmsghdr", "cmsg_level", DescriptorMessage.CMSG_LEVEL);
        field("struct cmsghdr", "cmsg_type", DescriptorMessage.CMSG_TYPE);
        constant("CMSG_LEN(0)", DescriptorMessage.CMSG_DATA);
        constant("CMSG_SPACE(sizeof(int))", DescriptorMessage.CMSG_BYTES);
        constant("SOL_SOCKET", DescriptorMessage.SOL_SOCKET);
        constant("SCM_RIGHTS", DescriptorMessage.SCM_RIGHTS);
        constant("MSG_DONTWAIT", DescriptorMessage.MSG_DONTWAIT);
        constant("MSG_CMSG_CLOEXEC", DescriptorMessage.MSG_CMSG_CLOEXEC);
    }

    private void struct(String type, long bytes) {
        constant("sizeof(" + type + ")", bytes);
    }

    private void field(String type, String name, long offset) {
        constant("offsetof(" + type + ", " + name + ")", offset);
    }

    private void constant(String expression, long value) {
        ours.put(expression, value);
    }

    /// What a C program prints for each of our expressions.
    private Map<String, Long> compiled() throws IOException, InterruptedException {
        var source = new StringBuilder(HEADERS).append("int main(void) {\n");
        for (var expression : ours.keySet()) {
            source.append("printf(\"%ld\\n\", (long) (").append(expression).append("));\n");
        }
        source.append("}\n");
        Files.writeString(directory.resolve("structs.c"), source);
        runCompiler();

        var printed = new LinkedHashMap<String, Long>();
        var program = new ProcessBuilder(directory.resolve("structs").toString()).start();
        try (var lines = program.inputReader()) {
            for (var expression : ours.keySet()) {
                printed.put(expression, Long.valueOf(lines.readLine()));
            }
        }
        return printed;
    }

    private void runCompiler() throws IOException, InterruptedException {
        try {
            var compiler =
                    new ProcessBuilder("cc", "-o", "structs", "structs.c")
                            .directory(directory.toFile())
                            .inheritIO()
                            .start();
            assertThat(compiler.waitFor()).as("exit code of cc").isZero();
        } catch (IOException notInstalled) {
            abort("no C compiler to compare with: " + notInstalled.getMessage());
        }
    }
}
