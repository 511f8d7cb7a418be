/// Bindings of Linux system calls through the FFM API: one class per kernel interface or struct.
@NullMarked
package sockbench.linux;

import org.jspecify.annotations.NullMarked;
