/// A run on disk: what was planned, what was measured, how each fork ended. Measuring writes here,
/// reporting reads here, and the two never meet elsewhere.
@NullMarked
package sockbench.results;

import org.jspecify.annotations.NullMarked;
