package sockbench.load;

import sockbench.results.Limits;
import sockbench.results.Verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Searches the highest rate that a server sustains: requests come by a Poisson schedule, p99 response time stays within
/// an objective derived from the unloaded server, and what is due is completed.
///
///     0.5 × guess   sustained? up by half : down by half          until one is and one is not
///     √(low × high) sustained? low = it : high = it               until they are 5 % apart, or time is up
///
/// A rate that is nearly sustained is tried again, up to three times in all, and so is one at which
/// the generator was late itself: a hiccup of the machine must not decide, and a rate that is too
/// high is soon far from sustained.
public final class Capacity {
    /// Puts a load on the server.
    public interface Load {
        /// @throws LoadFailure of verdict OVERLOAD if the server falls so far behind that it is not
        ///   worth going on
        LoadResult at(double ratePerSecond, Duration length);
    }

    /// One rate that was tried.
    ///
    /// @param p99Micros response time; 0 if the step ended early
    /// @param keptSchedule whether the generator sent what it should, and p99 is not its own
    public record Step(
            double offeredPerSecond,
            double completedPerSecond,
            double p99Micros,
            boolean sustained,
            boolean keptSchedule,
            String reason) {}

    /// What a search came to.
    ///
    /// @param perSecond the highest rate sustained
    /// @param refusedPerSecond the lowest rate that was not, infinite if there was none
    /// @param objectiveMicros for p99 response time
    /// @param unloadedMedianMicros that it was derived from
    public record Result(
            double perSecond,
            double refusedPerSecond,
            double objectiveMicros,
            double unloadedMedianMicros,
            List<Step> steps) {
        /// Whether the generator was late at the lowest rate that was refused: the capacity is a
        /// lower bound then, and also when nothing was refused.
        public boolean generatorLimited() {
            return steps.stream()
                    .filter(step -> !step.sustained)
                    .filter(step -> step.offeredPerSecond <= refusedPerSecond)
                    .noneMatch(Step::keptSchedule);
        }
    }

    private static final double UNLOADED_SHARE = 0.02;
    private static final double FIRST_SHARE = 0.5;
    private static final double CLOSE_ENOUGH = 1.05;
    private static final double NEARLY = 3;
    private static final int ATTEMPTS = 3;

    private final Load load;
    private final Duration step;
    private final long deadlineNanos;
    private final List<Step> steps = new ArrayList<>();

    private double objectiveMicros;
    private double low;
    private double high = Double.POSITIVE_INFINITY;

    /// @param step length of one attempt
    /// @param budget for the search as a whole, at least three steps
    public Capacity(Load load, Duration step, Duration budget) {
        this.load = load;
        this.step = step;
        this.deadlineNanos = System.nanoTime() + budget.toNanos();
    }

    /// @param guessPerSecond throughput in closed loop, say
    /// @throws LoadFailure if the server fails, or is overloaded by hardly any load
    public Result search(double guessPerSecond) {
        var unloaded = load.at(UNLOADED_SHARE * guessPerSecond, step);
        double median = LoadResult.micros(unloaded.response(), 50);
        objectiveMicros =
                Math.max(Limits.OBJECTIVE_FLOOR.value(), Limits.OBJECTIVE_FACTOR.value() * median);
        low = unloaded.completedPerSecond();

        double rate = FIRST_SHARE * guessPerSecond;
        while (high / low > CLOSE_ENOUGH && timeIsLeft()) {
            if (sustained(rate)) {
                low = rate;
                rate = Double.isInfinite(high) ? 1.5 * rate : Math.sqrt(low * high);
            } else {
                high = rate;
                rate = Math.sqrt(low * high);
            }
        }
        return new Result(low, high, objectiveMicros, median, List.copyOf(steps));
    }

    private boolean sustained(double rate) {
        for (int i = 0; i < ATTEMPTS; i++) {
            var step = attempt(rate);
            boolean nearly = step.p99Micros > 0 && step.p99Micros < NEARLY * objectiveMicros;
            boolean undecided = nearly || !step.keptSchedule;
            if (step.sustained || !undecided || !timeIsLeft()) {
                return step.sustained;
            }
        }
        return false;
    }

    private Step attempt(double rate) {
        Step step;
        try {
            step = judge(rate, load.at(rate, this.step));
        } catch (LoadFailure failure) {
            if (failure.verdict() != Verdict.OVERLOAD) {
                throw failure;
            }
            step = new Step(rate, 0, 0, false, true, String.valueOf(failure.getMessage()));
        }
        steps.add(step);
        return step;
    }

    private Step judge(double rate, LoadResult result) {
        double p99 = LoadResult.micros(result.response(), 99);
        boolean inTime = p99 <= objectiveMicros;
        var reason =
                !result.keptUp()
                        ? "completed less than was due"
                        : inTime ? "sustained" : "p99 beyond the objective";
        return new Step(
                rate,
                result.completedPerSecond(),
                p99,
                inTime && result.keptUp(),
                result.keptSchedule(99),
                reason);
    }

    private boolean timeIsLeft() {
        return System.nanoTime() + step.toNanos() < deadlineNanos;
    }
}
