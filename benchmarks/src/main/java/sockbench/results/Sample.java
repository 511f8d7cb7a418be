package sockbench.results;

/// One measured value.
///
/// @param round 1 to the number of rounds
/// @param fork counts through the run in the order of execution, from 1
/// @param iteration from 1; 0 for a value of the whole fork
public record Sample(Cell cell, int round, int fork, int iteration, Metric metric, double value) {}
