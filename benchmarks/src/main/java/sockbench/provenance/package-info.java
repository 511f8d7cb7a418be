/// Where a number comes from, and whether it still follows from its files.
@NullMarked
package sockbench.provenance;

import org.jspecify.annotations.NullMarked;
