/// One wait on sets of descriptors, whose result is a scan.
@NullMarked
package sockbench.models.select;

import org.jspecify.annotations.NullMarked;
