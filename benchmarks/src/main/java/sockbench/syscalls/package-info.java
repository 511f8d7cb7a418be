/// How often a model's server asks the kernel for something, per request: the numbers of
/// `docs/models.md`.
@NullMarked
package sockbench.syscalls;

import org.jspecify.annotations.NullMarked;
