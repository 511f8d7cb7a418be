package sockbench.load;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.env.Environment;
import sockbench.load.StallTable.Row;
import sockbench.load.StallTable.Where;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// A server stopped for 1 s in a run of 30 s, measured in an open loop and in a closed loop of one
/// connection at the same time.
///
/// `mvn -pl benchmarks -am test -Dtest=StallIT -Dsurefire.failIfNoSpecifiedTests=false
/// -Ddocs.refresh=true` writes the table of the documentation.
@Timeout(120)
class StallIT {
    private static final Duration LENGTH = Duration.ofSeconds(30);
    private static final double RATE_PER_SECOND = 1_000;

    @Test
    void aStallOfOneSecondInThirtyShowsInOpenLoopAndHidesInClosedLoop()
            throws IOException, InterruptedException, ExecutionException {
        LoadResult open;
        LoadResult closed;
        try (var threads = Executors.newCachedThreadPool()) {
            var opened = threads.submit(measured(StallIT::openLoop));
            closed = threads.submit(measured(StallIT::closedLoop)).get();
            open = opened.get();
        }

        var where = where();
        var table = new StallTable(List.of(Row.of(closed, where), Row.of(open, where)));
        StallTableTest.showsInOpenLoopOnly(table);
        if (Boolean.getBoolean("docs.refresh")) {
            refresh(table);
        }
    }

    private interface Opening {
        Generator to(TestServer server) throws IOException;
    }

    private static Callable<LoadResult> measured(Opening opening) {
        return () -> {
            try (var server = new TestServer(new Stall());
                    var generator = opening.to(server)) {
                return generator.run(LENGTH);
            }
        };
    }

    private static Generator openLoop(TestServer server) throws IOException {
        return new OpenLoop(
                LoadConfig.to(server.address()).withConnections(4),
                Schedule.poisson(RATE_PER_SECOND, 1));
    }

    private static Generator closedLoop(TestServer server) throws IOException {
        return new ClosedLoop(LoadConfig.to(server.address()));
    }

    private static void refresh(StallTable table) throws IOException {
        table.write();
        var page = Files.readString(StallTableTest.PAGE);
        Files.writeString(
                StallTableTest.PAGE, StallTableTest.BLOCK.replace(page, table.markdown()));
        var drawing = Files.readString(StallTableTest.DRAWING);
        Files.writeString(
                StallTableTest.DRAWING, StallTableTest.BLOCK.replace(drawing, table.html()));
    }

    private static Where where() {
        var identity = Environment.read(Map.of()).toJson().getAsJsonObject("identity");
        return new Where(
                identity.get("cpu").getAsString().replace(",", "")
                        + " × "
                        + identity.get("cpus").getAsString(),
                identity.get("kernel").getAsString().replace(",", ""),
                identity.get("jdk").getAsString().replace(",", ""));
    }

    /// Answers nothing for a second, from 10 s after the first request on.
    private static final class Stall implements TestServer.Fault {
        private static final long AFTER_NANOS = Duration.ofSeconds(10).toNanos();
        private static final long STALLED_NANOS = Duration.ofSeconds(1).toNanos();

        private volatile long begins;

        @Override
        public void answer(long request, byte[] answer, OutputStream out) throws IOException {
            if (request == 1) {
                begins = System.nanoTime() + AFTER_NANOS;
            }
            if (begins != 0 && System.nanoTime() - begins > 0) {
                TestServer.waitUntil(begins + STALLED_NANOS);
            }
            out.write(answer);
        }
    }
}
