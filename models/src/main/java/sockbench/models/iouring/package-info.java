/// Completions in batches: the kernel accepts, receives and sends on its own, the program answers.
///
/// This model has the most code, because it gives up what other models get from the kernel:
///
/// - Its sockets are registered in the ring and have no descriptor. So what becomes of one after
///   its last completion is the model's to know: [Peer] is a state machine, and a [Tag] names the
///   operation that has completed.
/// - The kernel chooses the buffers it receives into. Bytes are answered where they lie and copied
///   only if a frame is not whole; [Chunks] has the buffers and gives them back.
/// - A receive stays armed, so nothing stops a peer that never reads from filling buffer after
///   buffer. [ReceiveBound] arms it for what there is room for.
/// - It batches: what completions lead to is collected and handed over by one system call.
///
/// `completionport` comes next: there, threads share one ring and hand it over.
@NullMarked
package sockbench.models.iouring;

import org.jspecify.annotations.NullMarked;
