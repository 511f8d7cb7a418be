/// Overlapped operations with completion routines, as WSARecv with an `lpCompletionRoutine` and
/// SleepEx.
@NullMarked
package sockbench.models.overlappedroutine;

import org.jspecify.annotations.NullMarked;
