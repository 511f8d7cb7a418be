/// The questions as JMH benchmarks, their states, and who starts them. The only package that sees
/// JMH.
@NullMarked
package sockbench.jmh;

import org.jspecify.annotations.NullMarked;
