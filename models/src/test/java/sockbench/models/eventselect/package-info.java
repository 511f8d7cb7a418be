@NullMarked
package sockbench.models.eventselect;

import org.jspecify.annotations.NullMarked;
