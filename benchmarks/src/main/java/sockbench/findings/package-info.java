/// All numbers of a run with interval and verdict, and the comparisons between them.
@NullMarked
package sockbench.findings;

import org.jspecify.annotations.NullMarked;
