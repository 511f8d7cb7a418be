/// A virtual thread for every connection.
@NullMarked
package sockbench.models.virtualthreads;

import org.jspecify.annotations.NullMarked;
