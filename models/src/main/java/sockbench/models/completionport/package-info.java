/// One queue of completions for all connections, served by few threads, as with I/O completion
/// ports.
@NullMarked
package sockbench.models.completionport;

import org.jspecify.annotations.NullMarked;
