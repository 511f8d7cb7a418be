package sockbench.results;

/// Every constant that decides about a verdict, in one place; the report prints the list.
public enum Limits {
    CEILING_SHARE(
            0.80, "share of the null server's rate above which the generator may be the limit"),
    GENERATOR_BUSY(0.90, "share of its CPU time above which the generator may be the limit"),
    SERVER_BUSY(0.90, "share of its CPUs above which the server is the limit"),
    LATENESS(
            0.05,
            "share by which response and service time may differ at a percentile that is printed"),
    PREEMPTED(
            1_000,
            "µs for which the generator's loop stood still at a stretch, beyond which a window is"
                    + " preempted"),
    SENT_SHARE(0.99, "share of the offered rate that must be sent"),
    COMPLETED_SHARE(0.99, "share of the requests due that must be completed"),
    UNDER_WAY(3, "requests that may be under way at the end, however few were due"),
    LITTLES_LAW(0.05, "allowed error of N = X·R in a closed loop, as a share of N"),
    CHANGE_POINT_P(0.01, "highest p-value of a change of cost within a fork"),
    CHANGE_POINT_SHIFT(0.03, "share by which the cost must have changed within a fork to count"),
    FORKS_DISAGREE(
            1.25,
            "times the smallest fork, beyond which the largest leaves no mean: the forks are"
                    + " printed"),
    MACHINE_CHANGED(
            0.25,
            "share by which the reference's own rate or cost in a fork may differ from its median"
                    + " over forks before the page says so"),
    FORKS_THAT_DECIDE(0.5, "share of a cell's forks that must show a fault that forks may have"),
    OBJECTIVE_FACTOR(10, "objective of a capacity search: p99 up to so many unloaded medians"),
    OBJECTIVE_FLOOR(5_000, "objective in µs that other tenants of a machine do not break"),
    WARM_UP_VARIATION(0.10, "coefficient of variation below which a warm-up is steady"),
    WARM_UP_SLOPE(
            0.03,
            "change of a server's cost over the last windows of its warm-up, against that of all,"
                    + " that is no slope"),
    WARM_UP_COMPILING(
            0.15,
            "share of a server's time its compilers may work once it is warm: what is left is"
                    + " rare code, and on a busy machine they take longer"),
    CPU_TOLERANCE(0.01, "share by which CPUs in use may exceed a budget: reading them takes time"),
    SIGNIFICANCE(0.05, "highest corrected p-value of a difference");

    private final double value;
    private final String meaning;

    Limits(double value, String meaning) {
        this.value = value;
        this.meaning = meaning;
    }

    /// In the unit that the limit names.
    public double value() {
        return value;
    }

    /// What it limits, in words.
    public String meaning() {
        return meaning;
    }
}
