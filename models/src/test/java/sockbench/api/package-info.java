@NullMarked
package sockbench.api;

import org.jspecify.annotations.NullMarked;
