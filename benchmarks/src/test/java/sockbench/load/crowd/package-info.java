@NullMarked
package sockbench.load.crowd;

import org.jspecify.annotations.NullMarked;
