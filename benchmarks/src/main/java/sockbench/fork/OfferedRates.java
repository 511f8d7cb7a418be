package sockbench.fork;

import sockbench.load.OfferedLoad;
import sockbench.load.Schedule;
import sockbench.results.Cell;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// What open-loop windows offer: the rate of their cell, or where a capacity is sought, shares of
/// what the server did in a closed loop, in a random order that is the same for all servers of a
/// fork. All windows of a block have the same arrivals, as a multiple of the mean gap.
public final class OfferedRates {
    /// Of the closed-loop rate. The capacity is somewhat below 1 in most models; batches can make
    /// it more.
    private static final double[] SHARES = {
        0.40, 0.50, 0.60, 0.66, 0.72, 0.78, 0.84, 0.90, 0.96, 1.02, 1.10, 1.20
    };

    private final ForkSpec spec;
    private final int index;
    private final int threads;
    private final double[] shares;
    private final Map<MeasuredServer, Double> closedLoopRates = new HashMap<>();

    /// @param index of the generator thread, from 0
    public OfferedRates(ForkSpec spec, int index, int threads) {
        this.spec = spec;
        this.index = index;
        this.threads = threads;
        this.shares = shuffled(new SplittableRandom(spec.seed()));
    }

    /// What a server did while it was warmed up.
    void closedLoopRate(MeasuredServer server, double perSecond) {
        closedLoopRates.put(server, perSecond);
    }

    /// The schedule of a window, for this thread.
    ///
    /// @param block from 1
    Schedule schedule(MeasuredServer server, Cell conditions, int block) {
        return new OfferedLoad(
                        conditions.loop(),
                        perSecond(server, conditions, block),
                        seed(conditions, block),
                        threads)
                .schedule(index);
    }

    /// An oldest request that has waited for longer ends the window.
    Duration longestBacklog() {
        return Duration.ofMillis(spec.effort().windowMillis());
    }

    private double perSecond(MeasuredServer server, Cell conditions, int block) {
        if (conditions.offeredPerSecond() > 0) {
            return conditions.offeredPerSecond();
        }
        return shares[(block - 1) % shares.length] * closedLoopRates.getOrDefault(server, 1000.0);
    }

    private long seed(Cell conditions, int block) {
        return spec.seed() * 31 + block * 1_000_003L + Math.round(conditions.offeredPerSecond());
    }

    private static double[] shuffled(SplittableRandom random) {
        var shares = SHARES.clone();
        for (int i = shares.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double swapped = shares[i];
            shares[i] = shares[j];
            shares[j] = swapped;
        }
        return shares;
    }
}
