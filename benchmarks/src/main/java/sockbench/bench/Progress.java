package sockbench.bench;

import sockbench.results.Verdict;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// What the user sees while a run goes on: one live line on a terminal, one plain line per fork in
/// a log.
final class Progress {
    private final PrintStream out;
    private final boolean live;
    private final Instant started = Instant.now();
    private Duration planned = Duration.ZERO;
    private Duration done = Duration.ZERO;
    private int forks;
    private int ended;

    Progress(PrintStream out) {
        this.out = out;
        var console = System.console();
        this.live = console != null && console.isTerminal();
    }

    void say(String line) {
        clear();
        out.println(line);
    }

    /// More forks are planned.
    void planned(int more, Duration time) {
        forks += more;
        planned = planned.plus(time);
    }

    void begins(String cell) {
        if (live) {
            out.printf("\r\u001b[K%s  %s", position(), cell);
            out.flush();
        }
    }

    /// A fork ended; `expected` is what it was planned to take.
    void ended(Sweep sweep, Duration expected, ForkRunner.Ended how) {
        var fork = how.fork();
        ended++;
        done = done.plus(expected);
        if (fork.outcome() == Verdict.VALID && live) {
            return;
        }
        say(
                "%s  %s  %s"
                        .formatted(
                                position(),
                                fork.outcome() == Verdict.VALID ? sweep : fork.cell(),
                                fork.outcome() == Verdict.VALID
                                        ? how.score()
                                        : fork.outcome() + ": " + fork.reason()));
    }

    void clear() {
        if (live) {
            out.print("\r\u001b[K");
        }
    }

    private String position() {
        return "[%d/%d, %s left]".formatted(ended, forks, words(left()));
    }

    /// Corrects the plan by how long things have really taken so far.
    private Duration left() {
        var rest = planned.minus(done);
        if (done.toMillis() < 10_000) {
            return rest;
        }
        double pace =
                (double) Duration.between(started, Instant.now()).toMillis() / done.toMillis();
        return Duration.ofMillis(Math.round(rest.toMillis() * pace));
    }

    static String words(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return seconds < 90
                ? seconds + " s"
                : String.format(Locale.ROOT, "%d min", Math.round(seconds / 60.0));
    }
}
