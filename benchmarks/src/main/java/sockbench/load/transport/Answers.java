package sockbench.load.transport;

/// Told of every verified answer, in the order of arrival.
public interface Answers {
    /// @param due when the request was due
    /// @param sent when it was handed to the kernel
    /// @param completed when the last byte of its answer was in the program
    void answered(Conversation conversation, long due, long sent, long completed);
}
