/// More connections than one process has descriptors, most of them silent.
@NullMarked
package sockbench.load.crowd;

import org.jspecify.annotations.NullMarked;
