/// Tests of the byte work, without any I/O.
@NullMarked
package sockbench.protocol;

import org.jspecify.annotations.NullMarked;
