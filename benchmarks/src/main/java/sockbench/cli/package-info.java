/// The commands a person types.
@NullMarked
package sockbench.cli;

import org.jspecify.annotations.NullMarked;
