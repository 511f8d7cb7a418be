package sockbench.protocol;

import java.nio.ByteBuffer;

/// Where an [Exchange] takes its buffer from and gives it back to.
public interface Memory {
    /// Byte arrays left to the garbage collector.
    Memory HEAP =
            new Memory() {
                @Override
                public ByteBuffer allocate(int bytes) {
                    return ByteBuffer.allocate(bytes);
                }

                @Override
                public void release(ByteBuffer buffer) {
                    // the collector's business
                }
            };

    /// @return a buffer of at least `bytes`; its content, position and limit are arbitrary
    ByteBuffer allocate(int bytes);

    /// Takes back what [#allocate] gave. The caller must not touch it again.
    void release(ByteBuffer buffer);
}
