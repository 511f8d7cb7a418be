package sockbench.load.transport;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One selector; a request is written when it is asked for, an answer read when it is there. Costs
/// two system calls for a request, and one more for each batch of ready connections.
final class NioTransport implements Transport {
    /// More than the longest frame, so that one read takes in whatever one answer brings.
    private static final int RECEIVE_BYTES = 128 * 1024;

    private final Selector selector;
    private final Sentinel sentinel;
    private final SelectionKey[] keys;
    private final int first;
    private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_BYTES);
    private final MemorySegment receivedBytes = MemorySegment.ofBuffer(received);
    private final Consumer<SelectionKey> ready = this::ready;
    private boolean inKernel;

    private NioTransport(Selector selector, List<Conversation> conversations, Sentinel sentinel) {
        this.sentinel = sentinel;
        this.selector = selector;
        this.keys = new SelectionKey[conversations.size()];
        this.first = conversations.getFirst().number();
    }

    static NioTransport open(
            InetSocketAddress server, List<Conversation> conversations, Sentinel sentinel)
            throws IOException {
        var transport = new NioTransport(Selector.open(), conversations, sentinel);
        try {
            for (var conversation : conversations) {
                transport.connect(server, conversation);
            }
            return transport;
        } catch (IOException refused) {
            transport.close();
            throw refused;
        }
    }

    private void connect(InetSocketAddress server, Conversation conversation) throws IOException {
        var channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.bind(SourceAddress.of(server, conversation.number()));
            channel.connect(server);
            channel.configureBlocking(false);
            keys[conversation.number() - first] =
                    channel.register(selector, SelectionKey.OP_READ, conversation);
        } catch (IOException refused) {
            channel.close();
            throw new IOException(
                    "connection %d to %s: %s"
                            .formatted(conversation.number(), server, refused.getMessage()),
                    refused);
        }
    }

    @Override
    public void send(Conversation conversation) {
        var key = keys[conversation.number() - first];
        if ((key.interestOps() & SelectionKey.OP_WRITE) == 0) {
            write(key, conversation);
        }
    }

    @Override
    public boolean turn(long timeoutNanos) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(timeoutNanos);
        sentinel.entering(System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(millis));
        inKernel = true;
        if (millis == 0) {
            selector.selectNow(ready);
        } else {
            selector.select(ready, millis);
        }
        back();
        return false;
    }

    /// The selector calls [#ready] before it returns.
    private void back() {
        if (inKernel) {
            inKernel = false;
            sentinel.woke(System.nanoTime());
        }
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            for (var key : keys) {
                if (key != null) {
                    key.channel().close();
                }
            }
        }
    }

    private void ready(SelectionKey key) {
        back();
        var conversation = (Conversation) key.attachment();
        if (key.isReadable()) {
            read(key, conversation);
        }
        if (key.isWritable()) {
            write(key, conversation);
        }
    }

    private void read(SelectionKey key, Conversation conversation) {
        int count;
        try {
            count = ((SocketChannel) key.channel()).read(received.clear());
        } catch (IOException reset) {
            throw conversation.gone(String.valueOf(reset.getMessage()));
        }
        long now = System.nanoTime();
        if (count < 0) {
            throw conversation.gone("closed by the server");
        }
        conversation.received(receivedBytes, 0, count, now);
    }

    private void write(SelectionKey key, Conversation conversation) {
        boolean full = false;
        try {
            while (!full && conversation.stage()) {
                conversation.sending(System.nanoTime());
                ((SocketChannel) key.channel()).write(conversation.outgoing());
                conversation.taken();
                full = conversation.outgoing().hasRemaining();
            }
        } catch (IOException reset) {
            throw conversation.gone(String.valueOf(reset.getMessage()));
        }
        int interest = full ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }
}
