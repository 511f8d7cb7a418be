/// JVMs beside this one: a model in one of its own, and what that one costs.
@NullMarked
package sockbench.host;

import org.jspecify.annotations.NullMarked;
