/// One thread, one selector.
@NullMarked
package sockbench.models.reactor;

import org.jspecify.annotations.NullMarked;
