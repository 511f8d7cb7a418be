/// A model in a JVM of its own, and what that JVM costs.
@NullMarked
package sockbench.host;

import org.jspecify.annotations.NullMarked;
