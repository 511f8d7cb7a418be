@NullMarked
package sockbench.models.overlappedevent;

import org.jspecify.annotations.NullMarked;
