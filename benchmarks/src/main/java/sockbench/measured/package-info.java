/// The numbers of a run, made from its files: of forks, of windows, of the reference.
@NullMarked
package sockbench.measured;

import org.jspecify.annotations.NullMarked;
