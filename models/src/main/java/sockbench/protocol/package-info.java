/// Frames: what goes over every connection. Pure: no sockets, no threads.
@NullMarked
package sockbench.protocol;

import org.jspecify.annotations.NullMarked;
