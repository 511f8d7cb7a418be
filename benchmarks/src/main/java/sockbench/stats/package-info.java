/// Statistics on plain numbers: no files, no clock, no threads. The replicate is always the fork.
@NullMarked
package sockbench.stats;

import org.jspecify.annotations.NullMarked;
