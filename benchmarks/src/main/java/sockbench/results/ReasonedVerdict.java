package sockbench.results;

/// A verdict and why.
///
/// @param reason one line; if valid, empty or a remark
public record ReasonedVerdict(Verdict verdict, String reason) {
    public static ReasonedVerdict valid(String remark) {
        return new ReasonedVerdict(Verdict.VALID, remark);
    }

    public boolean isValid() {
        return verdict == Verdict.VALID;
    }
}
