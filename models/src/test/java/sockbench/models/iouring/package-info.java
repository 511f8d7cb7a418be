@NullMarked
package sockbench.models.iouring;

import org.jspecify.annotations.NullMarked;
