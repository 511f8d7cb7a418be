@NullMarked
package sockbench.models.asyncselect;

import org.jspecify.annotations.NullMarked;
