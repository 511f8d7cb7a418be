/// How a generator moves bytes, and one connection's conversation with a server.
@NullMarked
package sockbench.load.transport;

import org.jspecify.annotations.NullMarked;
