package sockbench.models.completionport;

import sockbench.serving.completion.Session;

import java.io.IOException;

/// Posts the operations of one connection to the port. The slot is free when the port says that it
/// is closed.
record PortOperations(CompletionPort port, int slot, HandlerThreads threads)
        implements Session.Operations {
    /// The threads that handle packets, of which the calling one is always meant.
    interface HandlerThreads {
        /// It will be busy for some time.
        void beginWork() throws IOException;

        /// It lets time pass.
        ///
        /// @return false if the server is closing
        boolean pause(long nanos) throws IOException;
    }

    @Override
    public void receive(long address, int bytes, boolean expected) throws IOException {
        port.receive(slot, address, bytes, expected, Key.of(Key.RECEIVE, slot));
    }

    @Override
    public void send(long address, int bytes) throws IOException {
        port.send(slot, address, bytes, Key.of(Key.SEND, slot));
    }

    @Override
    public void beginWork() throws IOException {
        threads.beginWork();
    }

    /// Blocks the thread that handles the packet.
    @Override
    public boolean pause(long nanos) throws IOException {
        return threads.pause(nanos);
    }

    @Override
    public void close() throws IOException {
        port.close(slot, Key.of(Key.CLOSE, slot));
    }
}
