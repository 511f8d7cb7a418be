/// Generators in processes of their own.
@NullMarked
package sockbench.load.processes;

import org.jspecify.annotations.NullMarked;
