@NullMarked
package sockbench.models.reactorpool;

import org.jspecify.annotations.NullMarked;
