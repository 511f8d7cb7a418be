/// What bad peers cost good ones: windows with and without them in turn on the same server.
@NullMarked
package sockbench.hostile;

import org.jspecify.annotations.NullMarked;
