/// A platform thread for every connection.
@NullMarked
package sockbench.models.threadperconnection;

import org.jspecify.annotations.NullMarked;
