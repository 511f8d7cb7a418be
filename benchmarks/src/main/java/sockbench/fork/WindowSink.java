package sockbench.fork;

import sockbench.load.LoadResult;
import sockbench.load.transport.LoadFailure;
import sockbench.results.WindowField;

import java.util.Map;

/// Where a window goes when all generator threads have ended it.
interface WindowSink {
    /// What they measured together.
    void take(LoadResult load, Map<WindowField, Double> values);

    /// What the first of them that failed says; after [#take] if the window ended in an overload.
    void failed(LoadFailure failure);
}
