package sockbench.protocol;

/// What is done for a request that asks for work before it is answered. Thread-safe.
///
/// The part that needs a CPU is done in [#burn], on whatever thread the model handles requests. The
/// part that waits is the model's own: that is where models differ.
public interface Handler {
    /// Does the part that needs a CPU.
    ///
    /// @param work see [RequestedWork]; not 0
    /// @return nanoseconds to wait before the request may be answered, 0 or more
    long burn(long work);
}
