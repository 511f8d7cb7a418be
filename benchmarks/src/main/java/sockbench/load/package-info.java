/// The load generator: connections that send requests in a closed or an open loop, verify every
/// answer and time it. Knows nothing of JMH.
@NullMarked
package sockbench.load;

import org.jspecify.annotations.NullMarked;
