/// Readiness from a set that the kernel keeps, level- or edge-triggered.
@NullMarked
package sockbench.models.epoll;

import org.jspecify.annotations.NullMarked;
