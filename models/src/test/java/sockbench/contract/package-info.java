/// What every model must do, tested on real sockets.
@NullMarked
package sockbench.contract;

import org.jspecify.annotations.NullMarked;
