/// Random sequences of what peers may do, from a seed, with every answer checked byte for byte.
@NullMarked
package sockbench.fuzz;

import org.jspecify.annotations.NullMarked;
