package sockbench.protocol;

/// Burns CPU by counted rounds of one computation: the same bytes of code in every model. A loop
/// that looked at a clock would take a thread that does not run for one that works.
///
/// @param roundsPerMicro rounds that stand for a microsecond, 1 to 1,000,000. Servers that are
///   compared must be given the same
public record CpuBurner(int roundsPerMicro) implements Handler {
    /// Not 0, which the computation would keep for ever.
    private static final long SEED = 0x9E37_79B9_7F4A_7C15L;

    private static final int CALIBRATIONS = 50;
    private static final double CALIBRATION_ROUNDS = 100_000;
    private static final double NANOS_PER_MICRO = 1_000;

    public CpuBurner {
        if (roundsPerMicro < 1 || roundsPerMicro > 1_000_000) {
            throw new IllegalArgumentException(
                    "roundsPerMicro must be 1 to 1000000, was " + roundsPerMicro);
        }
    }

    /// As many rounds as this CPU makes in a microsecond. Takes some milliseconds, of this thread.
    public static CpuBurner calibrated() {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < CALIBRATIONS; i++) {
            long started = System.nanoTime();
            compute((long) CALIBRATION_ROUNDS);
            fastest = Math.min(fastest, System.nanoTime() - started);
        }
        return new CpuBurner(
                (int) Math.max(1, Math.round(CALIBRATION_ROUNDS * NANOS_PER_MICRO / fastest)));
    }

    @Override
    public long burn(long work) {
        compute((long) RequestedWork.burnMicros(work) * roundsPerMicro);
        return RequestedWork.waitNanos(work);
    }

    /// Xorshift: each step needs the one before, so no CPU does two at a time.
    static void compute(long rounds) {
        long state = SEED;
        for (long round = 0; round < rounds; round++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
        }
        if (state == 0) {
            // Never so, but the compiler cannot know and has to compute it.
            throw new AssertionError("xorshift became 0");
        }
    }
}
