/// What readiness models share: connections that are told when a socket is ready.
@NullMarked
package sockbench.serving.readiness;

import org.jspecify.annotations.NullMarked;
