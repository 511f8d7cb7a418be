package sockbench.load;

import sockbench.results.Lateness;
import sockbench.results.Limits;
import sockbench.results.ReasonedVerdict;
import sockbench.results.Verdict;

import java.util.List;
import java.util.stream.Collectors;

/// What a result is worth, as far as the generator alone can tell. Where that depends on the
/// percentile, p99 decides.
public final class LoadRules {
    private static final double JUDGED = 99;
    private static final List<Double> PRINTED = List.of(50.0, 90.0, JUDGED, 99.9);

    private LoadRules() {}

    public static ReasonedVerdict verdict(LoadResult result) {
        boolean saturated = result.busy() > Limits.GENERATOR_BUSY.value();
        return result.loop().isOpen() ? open(result, saturated) : closed(result, saturated);
    }

    /// Whoever holds up more requests is the limit: the server those sent and not answered, the
    /// generator those due and not sent. A saturated generator may not have got round to answers.
    private static ReasonedVerdict open(LoadResult result, boolean saturated) {
        long withServer = result.sent() - result.completed();
        long withGenerator = result.offered() - result.sent();
        if (!result.keptUp() && !saturated && withServer > withGenerator) {
            return new ReasonedVerdict(
                    Verdict.OVERLOAD,
                    "completed %.1f %% of what was due"
                            .formatted(100.0 * result.completed() / result.offered()));
        }
        if (!result.sentWhatWasDue() || !result.keptUp()) {
            return new ReasonedVerdict(
                    Verdict.GENERATOR_LIMITED,
                    "sent %.1f %% of what was due, completed %.1f %%, %.0f %% busy"
                            .formatted(
                                    100.0 * result.sent() / result.offered(),
                                    100.0 * result.completed() / result.offered(),
                                    100 * result.busy()));
        }
        return judged(result);
    }

    private static ReasonedVerdict judged(LoadResult result) {
        var limited =
                PRINTED.stream()
                        .map(result::lateness)
                        .filter(Lateness::limits)
                        .map(Lateness::name)
                        .collect(Collectors.joining(", "));
        var judged = result.lateness(JUDGED);
        if (judged.limits()) {
            return new ReasonedVerdict(
                    Verdict.GENERATOR_LIMITED,
                    "late at %s: %s".formatted(limited, judged.inWords()));
        }
        return new ReasonedVerdict(
                Verdict.VALID,
                "the schedule was kept and everything was completed"
                        + (limited.isEmpty() ? "" : "; GENERATOR_LIMITED at " + limited));
    }

    private static ReasonedVerdict closed(LoadResult result, boolean saturated) {
        if (saturated) {
            return new ReasonedVerdict(
                    Verdict.GENERATOR_LIMITED,
                    "%.0f %% busy: throughput is a lower bound unless the server is as busy"
                            .formatted(100 * result.busy()));
        }
        if (result.littlesLawError() > Limits.LITTLES_LAW.value()) {
            return new ReasonedVerdict(
                    Verdict.INCONSISTENT,
                    "Little's law is missed by %.1f %%".formatted(100 * result.littlesLawError()));
        }
        return new ReasonedVerdict(Verdict.VALID, "the generator had time to spare");
    }
}
