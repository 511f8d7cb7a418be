/// Non-blocking sockets asked again and again.
@NullMarked
package sockbench.models.polling;

import org.jspecify.annotations.NullMarked;
