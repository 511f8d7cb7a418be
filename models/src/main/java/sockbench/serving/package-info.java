/// What models that wait for native sockets share: listeners, threads, hand-over of sockets.
@NullMarked
package sockbench.serving;

import org.jspecify.annotations.NullMarked;
