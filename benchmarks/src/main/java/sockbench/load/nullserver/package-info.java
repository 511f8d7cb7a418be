/// The server that the generator's ceiling is measured against. No model, and no code of one.
@NullMarked
package sockbench.load.nullserver;

import org.jspecify.annotations.NullMarked;
