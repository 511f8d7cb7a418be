/// The machine and the software a run took place on, and whether they are fit for measuring.
@NullMarked
package sockbench.env;

import org.jspecify.annotations.NullMarked;
