package sockbench.models.overlappedroutine;

import java.io.IOException;

/// What to do when an operation has completed: the `lpCompletionRoutine` of the operation.
interface Routine {
    /// Called by the thread that posted the operation, inside its alertable wait.
    ///
    /// @param result a value, or a negated errno
    void completed(int result) throws IOException;
}
