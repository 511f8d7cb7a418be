/// Numbers and words as people write them.
@NullMarked
package sockbench.text;

import org.jspecify.annotations.NullMarked;
