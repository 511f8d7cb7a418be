/// From a run on disk to what may be said about it: findings with verdicts, comparisons, citations.
@NullMarked
package sockbench.evidence;

import org.jspecify.annotations.NullMarked;
