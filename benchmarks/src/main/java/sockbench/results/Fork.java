package sockbench.results;

import java.time.Instant;

/// One fresh server and one fresh client process, and how it ended for one cell. The replicate of
/// all statistics. A fork that swept several offered rates has one of these for each.
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
