/// What happens in one fork: servers side by side, warmed up together, and the windows that are
/// measured of them. Knows nothing of JMH.
@NullMarked
package sockbench.fork;

import org.jspecify.annotations.NullMarked;
