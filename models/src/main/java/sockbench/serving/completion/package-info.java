/// What completion models share: loops that each own a ring.
@NullMarked
package sockbench.serving.completion;

import org.jspecify.annotations.NullMarked;
