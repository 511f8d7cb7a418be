@NullMarked
package sockbench.models.select;

import org.jspecify.annotations.NullMarked;
