/// Connections for their own sake: more than one process has descriptors, most of them silent; or
/// few at a time that come and go.
@NullMarked
package sockbench.load.crowd;

import org.jspecify.annotations.NullMarked;
