package sockbench.broken;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/// How many connections are open, for faults that depend on it.
final class OpenCount {
    private static final int CROWD = 150;

    private final AtomicInteger open = new AtomicInteger();

    boolean isThere() {
        return open.get() > CROWD;
    }

    /// The fault of a connection that is open from now on.
    Fault counting(Fault fault) {
        open.incrementAndGet();
        return new Fault() {
            @Override
            public void answer(byte[] body, Wire wire) throws IOException {
                fault.answer(body, wire);
            }

            @Override
            public void ended() {
                open.decrementAndGet();
            }
        };
    }
}
