package sockbench.load;

import sockbench.results.LoopType;

import java.io.IOException;

/// When the requests of a load go out.
///
/// In an open loop each generator has its share of the rate on a schedule of its own seed: several
/// Poisson processes together are one of their summed rate. Equal gaps are equal for each
/// generator; between them the phases are random.
///
/// @param ratePerSecond of all generators together; means nothing in a closed loop
/// @param seed of the first generator's schedule, the others count up from it
/// @param generators how many threads share the load, over all processes
public record OfferedLoad(LoopType loop, double ratePerSecond, long seed, int generators) {
    public OfferedLoad {
        if (loop.isOpen()) {
            Schedule.check(ratePerSecond);
        }
    }

    /// Connects one of the generators.
    ///
    /// @param share of the connections
    /// @param index 0 to `generators` - 1
    /// @throws IOException if a connection is refused; none stays open
    public Generator open(LoadConfig share, int index) throws IOException {
        return loop.isOpen() ? new OpenLoop(share, schedule(index)) : new ClosedLoop(share);
    }

    /// When the requests of one generator are due. Open loops only.
    ///
    /// @param index 0 to `generators` - 1
    public Schedule schedule(int index) {
        double rate = ratePerSecond / generators;
        return loop == LoopType.OPEN_CONSTANT
                ? Schedule.constant(rate, seed + index)
                : Schedule.poisson(rate, seed + index);
    }
}
