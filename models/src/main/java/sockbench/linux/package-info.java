/// Bindings of Linux system calls through the FFM API, and the small nouns models build from them.
@NullMarked
package sockbench.linux;

import org.jspecify.annotations.NullMarked;
