package sockbench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Several generators that share the connections of one load and work at the same time.
public interface Generators extends AutoCloseable {
    /// Warms all of them up, at the load that is to be measured.
    ///
    /// @param limit as for [WarmUp#run]
    /// @return what each came to
    /// @throws LoadFailure if one of them failed
    List<WarmUp> warmUp(Duration limit);

    /// One window of all generators, merged.
    ///
    /// @throws LoadFailure if one of them failed
    LoadResult run(Duration length);

    /// Closes all connections.
    @Override
    void close() throws IOException;
}
