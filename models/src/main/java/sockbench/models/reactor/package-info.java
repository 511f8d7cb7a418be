/// One selector, one thread.
@NullMarked
package sockbench.models.reactor;

import org.jspecify.annotations.NullMarked;
