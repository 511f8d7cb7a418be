/// One acceptor and several selectors.
@NullMarked
package sockbench.models.multireactor;

import org.jspecify.annotations.NullMarked;
