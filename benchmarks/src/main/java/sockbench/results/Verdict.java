package sockbench.results;

/// What a number is worth. Only a valid one can be cited.
public enum Verdict {
    VALID("may be cited"),
    OVERLOAD("offered more than could be completed; only capacity is reported"),
    GENERATOR_LIMITED(
            "the load generator was the limit, or may have been; throughput is a lower bound"),
    NOT_STEADY("never settled during warm-up, or its cost changed while it was measured"),
    INCONSISTENT("two ways of counting the same thing disagree"),
    FAILED("did not run to its end"),
    UNAVAILABLE("cannot be had here");

    private final String meaning;

    Verdict(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
