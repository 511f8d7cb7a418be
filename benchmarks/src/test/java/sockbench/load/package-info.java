@NullMarked
package sockbench.load;

import org.jspecify.annotations.NullMarked;
