package sockbench.evidence;

import sockbench.results.Verdict;

/// A verdict and why.
///
/// @param reason one line; if valid, empty or a remark
record Ruling(Verdict verdict, String reason) {
    static Ruling valid(String remark) {
        return new Ruling(Verdict.VALID, remark);
    }

    boolean isValid() {
        return verdict == Verdict.VALID;
    }
}
