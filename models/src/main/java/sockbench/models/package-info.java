/// The registry of models.
@NullMarked
package sockbench.models;

import org.jspecify.annotations.NullMarked;
