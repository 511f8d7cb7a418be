package sockbench.linux;

import java.util.ArrayDeque;
import java.util.Deque;

/// What was opened so far, closed in reverse order: all of it when a later step fails, or at the
/// end. Not thread-safe.
public final class Resources implements AutoCloseable {
    /// How one resource is given back.
    public interface Closing {
        void close();
    }

    private final Deque<Closing> open = new ArrayDeque<>();

    /// Remembers how to give back what was just opened.
    public void add(Closing closing) {
        open.push(closing);
    }

    /// Leaves everything open: it has another owner from now on.
    public void keep() {
        open.clear();
    }

    /// Does nothing the second time.
    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
