/// The questions as JMH benchmarks, and the runner that asks them in rounds. The only package that
/// sees JMH.
@NullMarked
package sockbench.bench;

import org.jspecify.annotations.NullMarked;
