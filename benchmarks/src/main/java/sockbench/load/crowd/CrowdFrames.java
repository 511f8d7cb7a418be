package sockbench.load.crowd;

import sockbench.linux.Native;
import sockbench.linux.NativeMemory;
import sockbench.load.transport.Payload;
import sockbench.load.transport.RequestBody;
import sockbench.protocol.Exchange;
import sockbench.protocol.RequestedWork;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/// Requests and answers under way, one of each for each place. A crowd has many more connections
/// than places: a silent one has no memory.
final class CrowdFrames {
    /// Bytes of a large body.
    private static final int LARGE = 16_384;

    private final Payload small;
    private final Payload large;
    private final Payload[] payloads;
    private final long[] works;
    private final ByteBuffer requests;
    private final long request;
    private final MemorySegment received;
    private final long answer;
    private final int stride;

    /// @param body of most requests, at least 16 bytes
    /// @param connections that there will ever be
    /// @param places requests under way at most
    /// @param largeToo whether some requests are large
    CrowdFrames(RequestBody body, int connections, int places, boolean largeToo) {
        this.small = new Payload(body, RequestedWork.BYTES, 0, connections);
        this.large =
                largeToo
                        ? new Payload(body.withBytes(LARGE), RequestedWork.BYTES, 0, connections)
                        : small;
        this.payloads = new Payload[places];
        this.works = new long[places];
        this.stride = large.frameBytes();
        this.requests = ByteBuffer.allocateDirect(places * stride).order(ByteOrder.LITTLE_ENDIAN);
        var answers = ByteBuffer.allocateDirect(places * stride);
        this.request = NativeMemory.address(requests.duplicate());
        this.received = MemorySegment.ofBuffer(answers);
        this.answer = NativeMemory.address(answers.duplicate());
    }

    /// Of the request in a place, and of its answer.
    int frameBytes(int place) {
        return payloads[place].frameBytes();
    }

    /// Writes the next request of a connection.
    ///
    /// @param work as [RequestedWork] reads it
    void write(int place, int connection, long sequence, boolean isLarge, long work) {
        var payload = isLarge ? large : small;
        int at = place * stride;
        payloads[place] = payload;
        works[place] = work;
        payload.request(requests, at, connection);
        requests.putLong(at + Exchange.HEADER_BYTES, work);
        payload.tag(requests, at, connection, sequence);
    }

    /// How long the request in a place asked to wait.
    long waitNanos(int place) {
        return TimeUnit.MICROSECONDS.toNanos(works[place] >>> Integer.SIZE);
    }

    /// Whether the request in a place asked to compute.
    boolean burns(int place) {
        return (int) works[place] != 0;
    }

    long request(int place) {
        return request + (long) place * stride;
    }

    long answer(int place) {
        return answer + (long) place * stride;
    }

    /// Whether a whole answer is what its request must be answered with. Length and tag come back
    /// as they were sent, work in upper case like all of the body.
    boolean isRight(int place, int connection) {
        var payload = payloads[place];
        long at = (long) place * stride;
        int workAt = (int) at + Exchange.HEADER_BYTES;
        for (int i = 0; i < RequestedWork.BYTES; i++) {
            requests.put(workAt + i, upperCase(requests.get(workAt + i)));
        }
        int prefix = payload.prefixBytes();
        return MemorySegment.mismatch(
                                Native.MEMORY,
                                request(place),
                                request(place) + prefix,
                                received,
                                at,
                                at + prefix)
                        < 0
                && payload.mismatch(
                                connection,
                                prefix,
                                received,
                                at + prefix,
                                payload.frameBytes() - prefix)
                        < 0;
    }

    private static byte upperCase(byte one) {
        return 'a' <= one && one <= 'z' ? (byte) (one & ~0x20) : one;
    }
}
