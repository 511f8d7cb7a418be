package sockbench.protocol;

import org.jspecify.annotations.Nullable;

/// How the exchanges of a server are made. As thread-safe as its memory.
///
/// @param bufferBytes what each starts with
/// @param handler see [Exchange]
public record Exchanges(Memory memory, int bufferBytes, @Nullable Handler handler) {
    /// One for a new connection.
    public Exchange open() {
        return new Exchange(memory, bufferBytes, handler);
    }
}
