@NullMarked
package sockbench.models.completionport;

import org.jspecify.annotations.NullMarked;
