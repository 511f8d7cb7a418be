/// An event object for each socket, at most 64 for each waiting thread.
@NullMarked
package sockbench.models.eventselect;

import org.jspecify.annotations.NullMarked;
