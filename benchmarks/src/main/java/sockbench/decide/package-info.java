/// Which models keep what a service needs.
@NullMarked
package sockbench.decide;

import org.jspecify.annotations.NullMarked;
