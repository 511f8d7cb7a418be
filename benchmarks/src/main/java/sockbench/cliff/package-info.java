/// The largest number of connections with which a server keeps an objective, and what breaks first.
@NullMarked
package sockbench.cliff;

import org.jspecify.annotations.NullMarked;
