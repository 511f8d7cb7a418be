package sockbench.results;

/// One value of a fork as a whole.
///
/// @param round 1 to the number of rounds
/// @param fork counts through the run in the order of execution, from 1
public record Sample(Cell cell, int round, int fork, Metric metric, double value) {}
