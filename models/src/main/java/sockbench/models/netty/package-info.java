/// Netty 4.2 as its own documentation advises to run it: the yardstick.
@NullMarked
package sockbench.models.netty;

import org.jspecify.annotations.NullMarked;
