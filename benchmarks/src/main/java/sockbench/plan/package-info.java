/// What a run will do: questions × models × parameters as cells, cells as forks, and how much
/// effort each gets.
@NullMarked
package sockbench.plan;

import org.jspecify.annotations.NullMarked;
