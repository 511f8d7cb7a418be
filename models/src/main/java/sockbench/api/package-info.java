/// The contract between a model and whoever starts it.
@NullMarked
package sockbench.api;

import org.jspecify.annotations.NullMarked;
