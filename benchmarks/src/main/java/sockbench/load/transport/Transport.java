package sockbench.load.transport;

import java.io.IOException;

/// Moves the bytes of one generator thread's connections. All calls come from the thread that
/// opened it.
///
/// An implementation may hand requests to the kernel at once or collect them until [#turn]; either
/// way it calls [Conversation#sending] right before the system call that hands them over, and
/// [Conversation#taken] when it knows how much was accepted. What waits to be handed over has not
/// been sent. It allocates nothing per request. A connection that fails is reported by throwing
/// [Conversation#gone].
public interface Transport extends AutoCloseable {
    /// Sends what the conversation has staged, and all that it stages until nothing is left.
    ///
    /// May be called at any time, also from within [Conversation#received], and again while an
    /// earlier call is not done.
    void send(Conversation conversation);

    /// Hands over what was collected, waits until something happens, and gives what has arrived to
    /// the conversations, though not more than a generator has time for between two requests.
    ///
    /// @param timeoutNanos 0 polls; a transport with a coarser clock rounds down
    /// @return whether more has arrived already
    /// @throws LoadFailure if an answer is wrong or a connection has ended
    boolean turn(long timeoutNanos) throws IOException;

    /// Closes every connection by reset, so that tens of thousands leave no TIME_WAIT behind.
    @Override
    void close() throws IOException;
}
