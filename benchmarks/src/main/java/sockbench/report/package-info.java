/// From the files of a run to what people read: a page, a table to paste, a table of everything.
/// The same files always give the same bytes.
@NullMarked
package sockbench.report;

import org.jspecify.annotations.NullMarked;
