package sockbench.load.crowd;

import sockbench.linux.Native;
import sockbench.linux.NativeMemory;
import sockbench.load.transport.Payload;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Requests and answers under way, one of each for each place. A crowd has many more connections
/// than places: a silent one has no memory.
final class CrowdFrames {
    private final Payload payload;
    private final ByteBuffer requests;
    private final long request;
    private final MemorySegment received;
    private final long answer;
    private final int bytes;

    CrowdFrames(Payload payload, int places) {
        this.payload = payload;
        this.bytes = payload.frameBytes();
        this.requests = ByteBuffer.allocateDirect(places * bytes).order(ByteOrder.LITTLE_ENDIAN);
        var answers = ByteBuffer.allocateDirect(places * bytes);
        this.request = NativeMemory.address(requests.duplicate());
        this.received = MemorySegment.ofBuffer(answers);
        this.answer = NativeMemory.address(answers.duplicate());
    }

    int frameBytes() {
        return bytes;
    }

    /// Writes the next request of a connection.
    void write(int place, int connection, long sequence) {
        payload.request(requests, place * bytes, connection);
        payload.tag(requests, place * bytes, connection, sequence);
    }

    long request(int place) {
        return request + (long) place * bytes;
    }

    long answer(int place) {
        return answer + (long) place * bytes;
    }

    /// Whether a whole answer is what its request must be answered with. Length and tag come back
    /// as they were sent.
    boolean isRight(int place, int connection) {
        long at = (long) place * bytes;
        int prefix = payload.prefixBytes();
        return MemorySegment.mismatch(
                                Native.MEMORY,
                                request(place),
                                request(place) + prefix,
                                received,
                                at,
                                at + prefix)
                        < 0
                && payload.mismatch(connection, prefix, received, at + prefix, bytes - prefix) < 0;
    }
}
