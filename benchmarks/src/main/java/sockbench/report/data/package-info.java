/// What the parts of a report share: numbers as they are printed, standings, settings.
@NullMarked
package sockbench.report.data;

import org.jspecify.annotations.NullMarked;
