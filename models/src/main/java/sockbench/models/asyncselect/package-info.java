/// Messages about sockets, posted by the kernel to one thread's queue.
@NullMarked
package sockbench.models.asyncselect;

import org.jspecify.annotations.NullMarked;
