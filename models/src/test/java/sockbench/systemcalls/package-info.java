/// Which system calls a running server makes, as `strace` sees them.
@NullMarked
package sockbench.systemcalls;

import org.jspecify.annotations.NullMarked;
