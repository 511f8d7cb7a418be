/// What models on the channels of the JDK share: a listener, a connection, a selector loop.
@NullMarked
package sockbench.serving.channels;

import org.jspecify.annotations.NullMarked;
