package sockbench.load.transport;

import sockbench.results.ReasonedVerdict;
import sockbench.results.Verdict;

/// The load could not be carried on; message and verdict are those of the cell.
public final class LoadFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Verdict verdict;

    private LoadFailure(Verdict verdict, String reason) {
        super(reason);
        this.verdict = verdict;
    }

    /// The server answered wrongly, not at all, or has gone.
    public static LoadFailure failed(String reason) {
        return new LoadFailure(Verdict.FAILED, reason);
    }

    /// The server is slower than the offered rate. The connections are sound: the window may be
    /// finished and another one begun.
    public static LoadFailure overload(String reason) {
        return new LoadFailure(Verdict.OVERLOAD, reason);
    }

    /// As it was told by another process.
    public static LoadFailure of(ReasonedVerdict told) {
        return new LoadFailure(told.verdict(), told.reason());
    }

    /// What the cell is worth now.
    public ReasonedVerdict reasoned() {
        return new ReasonedVerdict(verdict, String.valueOf(getMessage()));
    }

    /// [Verdict#FAILED] or [Verdict#OVERLOAD].
    public Verdict verdict() {
        return verdict;
    }
}
