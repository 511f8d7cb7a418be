package sockbench.models.completionport;

import sockbench.serving.completion.Session;

import java.io.IOException;

/// Posts the operations of one connection to the port. The slot is free when the port says that it
/// is closed.
record PortOperations(CompletionPort port, int slot) implements Session.Operations {
    @Override
    public void receive(long address, int bytes, boolean expected) throws IOException {
        port.receive(slot, address, bytes, expected, Key.of(Key.RECEIVE, slot));
    }

    @Override
    public void send(long address, int bytes) throws IOException {
        port.send(slot, address, bytes, Key.of(Key.SEND, slot));
    }

    @Override
    public void close() throws IOException {
        port.close(slot, Key.of(Key.CLOSE, slot));
    }
}
