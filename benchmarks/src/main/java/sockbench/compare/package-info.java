/// Whether two runs, or two builds within one run, differ.
@NullMarked
package sockbench.compare;

import org.jspecify.annotations.NullMarked;
