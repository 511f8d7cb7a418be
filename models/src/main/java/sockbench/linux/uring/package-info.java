/// The classes of io_uring: its calls, its queues, its structures.
@NullMarked
package sockbench.linux.uring;

import org.jspecify.annotations.NullMarked;
