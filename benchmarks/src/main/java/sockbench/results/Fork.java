package sockbench.results;

import java.time.Instant;

/// How one fork ended for one of its cells. A fork is the replicate of all statistics: fresh
/// servers, side by side, and one fresh client process.
///
/// @param number counts through the run in the order of execution, from 1
/// @param round from 1
/// @param outcome `VALID`, `OVERLOAD`, `NOT_STEADY` or `FAILED`
/// @param reason one line; empty if valid
public record Fork(
        int number,
        int round,
        Cell cell,
        Instant started,
        double seconds,
        Verdict outcome,
        String reason) {}
