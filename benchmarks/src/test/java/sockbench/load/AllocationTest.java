package sockbench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.load.transport.Transports;
import sockbench.load.transport.UringTransport;
import sockbench.models.Models;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A generator that allocated would collect garbage while it measures, and its pauses would be
/// taken for the server's.
@Timeout(60)
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 100_000;
    private static final int REQUESTS = 200_000;

    /// In bytes. Not 0: a busy machine is late to compile what is rare.
    private static final int A_QUARTER_OF_AN_OBJECT = 4;

    @ParameterizedTest
    @EnumSource(Transports.class)
    void aClosedLoopAllocatesNothingPerRequest(Transports transport) throws IOException {
        assumeAvailable(transport);
        try (var server = Models.REACTOR.create().start(ServerConfig.loopback());
                var loop = new ClosedLoop(config(server, transport))) {
            assertThat(bytesPerRequest(loop)).isLessThan(A_QUARTER_OF_AN_OBJECT);
        }
    }

    @ParameterizedTest
    @EnumSource(Transports.class)
    void anOpenLoopAllocatesNothingPerRequest(Transports transport) throws IOException {
        assumeAvailable(transport);
        try (var server = Models.REACTOR.create().start(ServerConfig.loopback());
                var loop = new OpenLoop(config(server, transport), Schedule.poisson(40_000, 1))) {
            assertThat(bytesPerRequest(loop)).isLessThan(A_QUARTER_OF_AN_OBJECT);
        }
    }

    private static void assumeAvailable(Transports transport) {
        assumeTrue(transport == Transports.NIO || UringTransport.unavailable().isEmpty());
    }

    private static LoadConfig config(Server server, Transports transport) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        return LoadConfig.to(address).withConnections(32).withTransport(transport);
    }

    /// What this thread allocates within an iteration, once it is compiled.
    private static double bytesPerRequest(Generator generator) {
        generator.begin();
        complete(generator, WARM_UP);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        complete(generator, REQUESTS);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        generator.finish();
        return (double) allocated / REQUESTS;
    }

    private static void complete(Generator generator, int requests) {
        for (int i = 0; i < requests; i++) {
            generator.complete();
        }
    }
}
