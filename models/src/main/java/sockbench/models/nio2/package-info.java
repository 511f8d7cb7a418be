/// Asynchronous channels and completion handlers.
@NullMarked
package sockbench.models.nio2;

import org.jspecify.annotations.NullMarked;
