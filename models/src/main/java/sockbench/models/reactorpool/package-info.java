/// One selector that waits, a pool of threads that handle.
@NullMarked
package sockbench.models.reactorpool;

import org.jspecify.annotations.NullMarked;
