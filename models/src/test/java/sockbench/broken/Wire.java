package sockbench.broken;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// One connection, frame by frame.
final class Wire {
    private static final VarHandle WORK =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final InputStream in;
    private final OutputStream out;
    private long work;

    Wire(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    /// @return the upper-cased body of the next frame, null if the stream ends before it does
    byte @Nullable [] receive() throws IOException {
        byte[] header = in.readNBytes(2);
        if (header.length < 2) {
            return null;
        }
        int length = Byte.toUnsignedInt(header[0]) | Byte.toUnsignedInt(header[1]) << 8;
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            return null;
        }
        work = body.length < Long.BYTES ? 0 : (long) WORK.get(body, 0);
        for (int i = 0; i < body.length; i++) {
            if (body[i] >= 'a' && body[i] <= 'z') {
                body[i] = (byte) (body[i] - ('a' - 'A'));
            }
        }
        return body;
    }

    /// What the last frame asks for, see [sockbench.protocol.RequestedWork].
    long work() {
        return work;
    }

    void send(byte[] body) throws IOException {
        var frame = new byte[2 + body.length];
        frame[0] = (byte) body.length;
        frame[1] = (byte) (body.length >> 8);
        System.arraycopy(body, 0, frame, 2, body.length);
        out.write(frame);
    }

    /// Throws away what has arrived.
    void discard() throws IOException {
        in.skipNBytes(in.available());
    }

    /// True if another frame has begun to arrive.
    boolean hasMore() throws IOException {
        return in.available() > 0;
    }
}
