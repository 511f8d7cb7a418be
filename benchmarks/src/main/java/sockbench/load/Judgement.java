package sockbench.load;

import sockbench.results.Limits;
import sockbench.results.Verdict;

/// What a result is worth, as far as the generator alone can tell.
///
/// @param reason one line
public record Judgement(Verdict verdict, String reason) {
    public static Judgement of(LoadResult result) {
        boolean saturated = result.busy() > Limits.GENERATOR_BUSY.value();
        return result.loop().isOpen() ? open(result, saturated) : closed(result, saturated);
    }

    /// Whoever holds up more requests is the limit: the server those sent and not answered, the
    /// generator those due and not sent. A saturated generator may not have got round to answers.
    private static Judgement open(LoadResult result, boolean saturated) {
        long withServer = result.sent() - result.completed();
        long withGenerator = result.offered() - result.sent();
        if (!result.keptUp() && !saturated && withServer > withGenerator) {
            return new Judgement(
                    Verdict.OVERLOAD,
                    "completed %.1f %% of what was due"
                            .formatted(100.0 * result.completed() / result.offered()));
        }
        if (!result.keptSchedule() || !result.keptUp()) {
            return new Judgement(
                    Verdict.GENERATOR_LIMITED,
                    "send lag p99 %.0f µs, %.0f %% busy: the schedule was not kept"
                            .formatted(LoadResult.micros(result.lag(), 99), 100 * result.busy()));
        }
        return new Judgement(Verdict.VALID, "the schedule was kept and everything was completed");
    }

    private static Judgement closed(LoadResult result, boolean saturated) {
        if (saturated) {
            return new Judgement(
                    Verdict.GENERATOR_LIMITED,
                    "%.0f %% busy: throughput is a lower bound unless the server is as busy"
                            .formatted(100 * result.busy()));
        }
        if (result.littlesLawError() > Limits.LITTLES_LAW.value()) {
            return new Judgement(
                    Verdict.INCONSISTENT,
                    "Little's law is missed by %.1f %%".formatted(100 * result.littlesLawError()));
        }
        return new Judgement(Verdict.VALID, "the generator had time to spare");
    }
}
