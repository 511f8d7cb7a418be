/// One connection at a time.
@NullMarked
package sockbench.models.blocking;

import org.jspecify.annotations.NullMarked;
