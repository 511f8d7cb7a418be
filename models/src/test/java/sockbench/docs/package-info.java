/// The generated parts of the documentation, and that they are up to date.
@NullMarked
package sockbench.docs;

import org.jspecify.annotations.NullMarked;
