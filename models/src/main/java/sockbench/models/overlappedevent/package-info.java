/// Overlapped operations that signal events, as WSARecv with an `hEvent` and
/// WSAWaitForMultipleEvents.
@NullMarked
package sockbench.models.overlappedevent;

import org.jspecify.annotations.NullMarked;
