/// The sections of the report, one class each, and the tables and drawings in them.
@NullMarked
package sockbench.report.sections;

import org.jspecify.annotations.NullMarked;
