/// The rules that decide what a number is worth.
@NullMarked
package sockbench.verdict;

import org.jspecify.annotations.NullMarked;
