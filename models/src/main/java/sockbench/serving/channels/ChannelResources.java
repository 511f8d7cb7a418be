package sockbench.serving.channels;

import java.io.Closeable;
import java.io.IOException;

/// What channels and selectors hold of the system.
public final class ChannelResources {
    private ChannelResources() {}

    /// Closes a channel or selector for good: should the system complain, the descriptor is
    /// released all the same.
    public static void close(Closeable holder) {
        try {
            holder.close();
        } catch (IOException releasedAnyway) {
            // nobody is left to whom it matters
        }
    }
}
