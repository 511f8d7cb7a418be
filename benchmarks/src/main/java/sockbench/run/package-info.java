/// One run: plans, measures in rounds until intervals are narrow enough, and writes it all down.
@NullMarked
package sockbench.run;

import org.jspecify.annotations.NullMarked;
