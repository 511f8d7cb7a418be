package sockbench.evidence;

import sockbench.results.Verdict;

/// A verdict and why.
///
/// @param reason one line; empty if valid
record Ruling(Verdict verdict, String reason) {
    static final Ruling VALID = new Ruling(Verdict.VALID, "");
}
