/// What a report shows, ready to print: every number is already text. Templates and the page's
/// script read these records and calculate nothing.
@NullMarked
package sockbench.report.page;

import org.jspecify.annotations.NullMarked;
