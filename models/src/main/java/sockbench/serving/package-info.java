/// What models share that wait for native sockets: listeners, threads, hand-over of sockets.
@NullMarked
package sockbench.serving;

import org.jspecify.annotations.NullMarked;
