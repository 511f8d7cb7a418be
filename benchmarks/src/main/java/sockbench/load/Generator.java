package sockbench.load;

import sockbench.load.transport.LoadFailure;
import sockbench.results.Verdict;

import java.time.Duration;

/// One generator thread and its share of the connections. Begin, complete as often as you like,
/// finish; then again.
///
/// All calls, including the constructor's, come from the same thread. A [LoadFailure] of verdict
/// FAILED leaves nothing to do but close; after OVERLOAD the window may be finished.
public sealed interface Generator extends AutoCloseable permits ClosedLoop, OpenLoop {
    /// Begins a window: counts and histograms are empty, the first requests go out (closed loop) or
    /// the schedule starts now (open loop).
    void begin();

    /// Turns the loop until one more answer has come in and been verified. Answers that come in
    /// together are verified together and then given one by one.
    ///
    /// @throws LoadFailure if an answer is wrong, the server has gone, or patience or the bounds of
    ///   the backlog are exceeded
    void complete();

    /// Ends the window: sends nothing new and waits until everything sent is answered.
    ///
    /// @return what the window measured; the caller owns the histograms
    /// @throws LoadFailure if an answer is wrong, the server has gone, or answers are missing
    LoadResult finish();

    /// One window of at least `length`.
    ///
    /// @throws LoadFailure as [#complete] and [#finish] do; after an OVERLOAD everything is
    ///   answered
    default LoadResult run(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        begin();
        try {
            while (System.nanoTime() - end < 0) {
                complete();
            }
        } catch (LoadFailure failure) {
            if (failure.verdict() == Verdict.OVERLOAD) {
                finish();
            }
            throw failure;
        }
        return finish();
    }

    /// Requests answered and verified in this window so far.
    long answered();

    @Override
    void close();
}
