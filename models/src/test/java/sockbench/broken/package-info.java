/// Models with one fault each: what a check is worth is seen when it meets the fault it is for.
@NullMarked
package sockbench.broken;

import org.jspecify.annotations.NullMarked;
