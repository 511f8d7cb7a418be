/// Completions in batches: the kernel accepts, receives and sends on its own, the program answers.
@NullMarked
package sockbench.models.iouring;

import org.jspecify.annotations.NullMarked;
