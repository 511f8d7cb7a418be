package sockbench.linux.uring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import sockbench.linux.Claims;
import sockbench.linux.Sockets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// The structs and constants of io_uring as `linux/io_uring.h` has them. Headers may be older than
/// the kernel: what they do not know is skipped, each by its name.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UringStructsTest {
    private static final String HEADERS =
            """
            #include <linux/io_uring.h>
            #include <linux/version.h>
            #include <poll.h>
            #include <sys/socket.h>
            #include <sys/syscall.h>
            """;
    private static final String RECENT = "LINUX_VERSION_CODE >= KERNEL_VERSION(6, 1, 0)";

    @TempDir Path directory;

    private final Claims c = new Claims(HEADERS);

    @BeforeEach
    void claim() {
        calls();
        setup();
        params();
        enter();
        submission();
        submissionFlags();
        operations();
        completion();
        registration();
        buffers();
    }

    @TestFactory
    Stream<DynamicTest> agreesWithTheCompiler() throws IOException, InterruptedException {
        var compiled = c.compiled(directory);

        return c.ours().entrySet().stream()
                .map(claim -> dynamicTest(claim.getKey(), () -> compare(claim, compiled)));
    }

    /// Or a misspelt name would be skipped like one that is too new.
    @Test
    void recentHeadersKnowEveryName() throws IOException, InterruptedException {
        c.constant(RECENT, 1);
        var compiled = c.compiled(directory);
        assumeTrue(Long.valueOf(1).equals(compiled.get(RECENT)), "the headers here are old");

        assertThat(compiled).containsOnlyKeys(c.ours().keySet());
    }

    private static void compare(Map.Entry<String, Long> claim, Map<String, Long> compiled) {
        var theirs = compiled.get(claim.getKey());
        assumeTrue(theirs != null, () -> "not in the headers here: " + claim.getKey());

        assertThat(theirs).isEqualTo(claim.getValue());
    }

    private void calls() {
        c.constant("SYS_io_uring_setup", UringCalls.SETUP);
        c.constant("SYS_io_uring_enter", UringCalls.ENTER);
        c.constant("SYS_io_uring_register", UringCalls.REGISTER);
    }

    private void setup() {
        c.constant("IORING_SETUP_SQPOLL", IoUring.SQPOLL);
        c.constant("IORING_SETUP_CQSIZE", UringParams.SETUP_CQSIZE);
        c.constant("IORING_SETUP_CLAMP", UringParams.SETUP_CLAMP);
        c.constant("IORING_SETUP_R_DISABLED", IoUring.DISABLED);
        c.constant("IORING_SETUP_SUBMIT_ALL", UringParams.SETUP_SUBMIT_ALL);
        c.constant("IORING_SETUP_COOP_TASKRUN", IoUring.COOP_TASKRUN);
        c.constant("IORING_SETUP_SINGLE_ISSUER", IoUring.SINGLE_ISSUER);
        c.constant("IORING_SETUP_DEFER_TASKRUN", IoUring.DEFER_TASKRUN);
        c.constant("IORING_FEAT_SINGLE_MMAP", UringParams.FEAT_SINGLE_MMAP);
        c.constant("IORING_OFF_SQ_RING", UringParams.OFF_SQ_RING);
        c.constant("IORING_OFF_SQES", UringParams.OFF_SQES);
    }

    private void params() {
        c.struct("struct io_uring_params", UringParams.BYTES);
        c.field("struct io_uring_params", "sq_entries", UringParams.SQ_ENTRIES);
        c.field("struct io_uring_params", "cq_entries", UringParams.CQ_ENTRIES);
        c.field("struct io_uring_params", "flags", UringParams.FLAGS);
        c.field("struct io_uring_params", "sq_thread_idle", UringParams.SQ_THREAD_IDLE);
        c.field("struct io_uring_params", "features", UringParams.FEATURES);
        c.field("struct io_uring_params", "sq_off.head", UringParams.SQ_HEAD);
        c.field("struct io_uring_params", "sq_off.tail", UringParams.SQ_TAIL);
        c.field("struct io_uring_params", "sq_off.ring_mask", UringParams.SQ_RING_MASK);
        c.field("struct io_uring_params", "sq_off.flags", UringParams.SQ_FLAGS);
        c.field("struct io_uring_params", "sq_off.array", UringParams.SQ_ARRAY);
        c.field("struct io_uring_params", "cq_off.head", UringParams.CQ_HEAD);
        c.field("struct io_uring_params", "cq_off.tail", UringParams.CQ_TAIL);
        c.field("struct io_uring_params", "cq_off.ring_mask", UringParams.CQ_RING_MASK);
        c.field("struct io_uring_params", "cq_off.overflow", UringParams.CQ_OVERFLOW);
        c.field("struct io_uring_params", "cq_off.cqes", UringParams.CQ_CQES);
    }

    private void enter() {
        c.constant("IORING_ENTER_GETEVENTS", UringCalls.ENTER_GETEVENTS);
        c.constant("IORING_ENTER_SQ_WAKEUP", UringCalls.ENTER_SQ_WAKEUP);
        c.constant("IORING_ENTER_SQ_WAIT", UringCalls.ENTER_SQ_WAIT);
        c.constant("IORING_ENTER_EXT_ARG", UringCalls.ENTER_EXT_ARG);
        c.constant("IORING_ENTER_REGISTERED_RING", UringCalls.ENTER_REGISTERED_RING);
        c.constant("IORING_SQ_NEED_WAKEUP", SubmissionQueue.NEED_WAKEUP);
        c.struct("struct io_uring_getevents_arg", UringTimeout.ARGUMENT_BYTES);
        c.field("struct io_uring_getevents_arg", "ts", UringTimeout.TS);
        c.struct("struct __kernel_timespec", UringTimeout.BYTES - UringTimeout.ARGUMENT_BYTES);
        c.struct("struct __kernel_timespec", RingTimers.TIMESPEC_BYTES);
        c.field("struct __kernel_timespec", "tv_sec", RingTimers.SECONDS);
        c.field("struct __kernel_timespec", "tv_nsec", RingTimers.NANOSECONDS);
    }

    private void submission() {
        c.struct("struct io_uring_sqe", Sqe.BYTES);
        c.field("struct io_uring_sqe", "opcode", Sqe.OPCODE);
        c.field("struct io_uring_sqe", "flags", Sqe.OPCODE + 1);
        c.field("struct io_uring_sqe", "ioprio", Sqe.OPCODE + 2);
        c.field("struct io_uring_sqe", "fd", Sqe.FD);
        c.field("struct io_uring_sqe", "off", Sqe.OFF);
        c.field("struct io_uring_sqe", "addr", Sqe.ADDR);
        c.field("struct io_uring_sqe", "len", Sqe.LEN);
        c.field("struct io_uring_sqe", "msg_flags", Sqe.OP_FLAGS);
        c.field("struct io_uring_sqe", "accept_flags", Sqe.OP_FLAGS);
        c.field("struct io_uring_sqe", "cancel_flags", Sqe.OP_FLAGS);
        c.field("struct io_uring_sqe", "poll32_events", Sqe.OP_FLAGS);
        c.field("struct io_uring_sqe", "user_data", Sqe.USER_DATA);
        c.field("struct io_uring_sqe", "buf_group", Sqe.BUF_GROUP);
        c.field("struct io_uring_sqe", "file_index", Sqe.FILE_INDEX);
    }

    private void submissionFlags() {
        c.constant("IOSQE_FIXED_FILE", Sqe.FIXED_FILE);
        c.constant("IOSQE_IO_LINK", Sqe.LINK);
        c.constant("IOSQE_IO_HARDLINK", Sqe.HARDLINK);
        c.constant("IOSQE_BUFFER_SELECT", Sqe.BUFFER_SELECT);
        c.constant("IOSQE_CQE_SKIP_SUCCESS", Sqe.SKIP_SUCCESS);
        c.constant("IORING_ACCEPT_MULTISHOT", Sqe.ACCEPT_MULTISHOT);
        c.constant("IORING_RECVSEND_POLL_FIRST", Sqe.RECVSEND_POLL_FIRST);
        c.constant("IORING_RECV_MULTISHOT", Sqe.RECV_MULTISHOT);
        c.constant("IORING_ASYNC_CANCEL_ALL", Sqe.CANCEL_ALL);
        c.constant("IORING_ASYNC_CANCEL_ANY", Sqe.CANCEL_ANY);
        c.constant("(int) IORING_FILE_INDEX_ALLOC", Sqe.FILE_INDEX_ALLOC);
        c.constant("POLLIN", Sqe.POLLIN);
        c.constant("SOCK_CLOEXEC", Sqe.SOCK_CLOEXEC);
        c.constant("MSG_NOSIGNAL", Sockets.MSG_NOSIGNAL);
        c.constant("MSG_WAITALL", Sockets.MSG_WAITALL);
    }

    private void operations() {
        c.constant("IORING_OP_NOP", Sqe.OP_NOP);
        c.constant("IORING_OP_POLL_ADD", Sqe.OP_POLL_ADD);
        c.constant("IORING_OP_TIMEOUT", Sqe.OP_TIMEOUT);
        c.constant("IORING_OP_ACCEPT", Sqe.OP_ACCEPT);
        c.constant("IORING_OP_ASYNC_CANCEL", Sqe.OP_ASYNC_CANCEL);
        c.constant("IORING_OP_CLOSE", Sqe.OP_CLOSE);
        c.constant("IORING_OP_WRITE", Sqe.OP_WRITE);
        c.constant("IORING_OP_SEND", Sqe.OP_SEND);
        c.constant("IORING_OP_RECV", Sqe.OP_RECV);
    }

    private void completion() {
        c.struct("struct io_uring_cqe", Cqe.BYTES);
        c.field("struct io_uring_cqe", "user_data", Cqe.USER_DATA);
        c.field("struct io_uring_cqe", "res", Cqe.RES);
        c.field("struct io_uring_cqe", "flags", Cqe.FLAGS);
        c.constant("IORING_CQE_F_BUFFER", Cqe.F_BUFFER);
        c.constant("IORING_CQE_F_MORE", Cqe.F_MORE);
        c.constant("IORING_CQE_F_SOCK_NONEMPTY", Cqe.F_SOCK_NONEMPTY);
        c.constant("IORING_CQE_BUFFER_SHIFT", Cqe.BUFFER_SHIFT);
    }

    private void registration() {
        c.constant("IORING_UNREGISTER_FILES", UringRegistration.UNREGISTER_FILES);
        c.constant("IORING_REGISTER_FILES_UPDATE", UringRegistration.REGISTER_FILES_UPDATE);
        c.constant("IORING_REGISTER_ENABLE_RINGS", UringRegistration.ENABLE_RINGS);
        c.constant("IORING_REGISTER_FILES2", UringRegistration.REGISTER_FILES2);
        c.constant("IORING_REGISTER_RING_FDS", UringRegistration.REGISTER_RING_FDS);
        c.constant("IORING_UNREGISTER_RING_FDS", UringRegistration.UNREGISTER_RING_FDS);
        c.constant("IORING_REGISTER_PBUF_RING", UringRegistration.REGISTER_PBUF_RING);
        c.constant("IORING_UNREGISTER_PBUF_RING", UringRegistration.UNREGISTER_PBUF_RING);
        c.constant("IORING_RSRC_REGISTER_SPARSE", UringRegistration.RSRC_REGISTER_SPARSE);
        c.struct("struct io_uring_rsrc_register", UringRegistration.RSRC_REGISTER_BYTES);
        c.field("struct io_uring_rsrc_register", "flags", Integer.BYTES);
        c.struct("struct io_uring_rsrc_update", UringRegistration.RSRC_UPDATE_BYTES);
        c.field("struct io_uring_rsrc_update", "data", UringRegistration.RSRC_UPDATE_DATA);
    }

    private void buffers() {
        c.struct("struct io_uring_buf", BufferRing.ENTRY_BYTES);
        c.field("struct io_uring_buf", "addr", BufferRing.ADDR);
        c.field("struct io_uring_buf", "len", BufferRing.LEN);
        c.field("struct io_uring_buf", "bid", BufferRing.BID);
        c.field("struct io_uring_buf_ring", "tail", BufferRing.TAIL);
        c.struct("struct io_uring_buf_reg", UringRegistration.BUF_REG_BYTES);
        c.field("struct io_uring_buf_reg", "ring_addr", 0);
        c.field("struct io_uring_buf_reg", "ring_entries", UringRegistration.BUF_REG_RING_ENTRIES);
        c.field("struct io_uring_buf_reg", "bgid", UringRegistration.BUF_REG_BGID);
    }
}
