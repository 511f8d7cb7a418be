/// Traffic and churn for as long as one likes, and what a server has grown by in the end.
@NullMarked
package sockbench.soak;

import org.jspecify.annotations.NullMarked;
