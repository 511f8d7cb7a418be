package sockbench.hostile;

import sockbench.load.LoadResult;

/// One window: good peers alone or beside bad ones.
///
/// @param block windows of the same block are compared
/// @param position 0 for the first window of its block
/// @param isHostile whether bad peers were there
/// @param p99Micros response time of good peers
/// @param late whether that may be the generator's own lateness
/// @param newcomerMicros how long it took one who came new to connect and get an answer
/// @param deeds of the bad ones
public record HostileWindow(
        int block,
        int position,
        boolean isHostile,
        long requests,
        double p50Micros,
        double p99Micros,
        double maxMicros,
        boolean late,
        double newcomerMicros,
        Attack.Deeds deeds) {
    private static final double P99 = 99;

    static HostileWindow of(
            int block,
            int position,
            boolean isHostile,
            LoadResult result,
            double newcomerMicros,
            Attack.Deeds deeds) {
        return new HostileWindow(
                block,
                position,
                isHostile,
                result.answered(),
                LoadResult.micros(result.response(), 50),
                LoadResult.micros(result.response(), P99),
                LoadResult.micros(result.response(), 100),
                result.lateness(P99).limits(),
                newcomerMicros,
                deeds);
    }
}
