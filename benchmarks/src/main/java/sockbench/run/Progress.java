package sockbench.run;

import sockbench.plan.PlannedFork;
import sockbench.results.Fork;
import sockbench.results.Verdict;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What the user sees while a run goes on: one live line on a terminal, one plain line per fork in
/// a log.
final class Progress {
    private final PrintStream out;
    private final boolean live;
    private long startedNanos = System.nanoTime();
    private Duration planned = Duration.ZERO;
    private Duration done = Duration.ZERO;
    private int round;
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

    /// A round begins.
    void round(int number, List<PlannedFork> next) {
        round = number;
        forks = next.size();
        ended = 0;
        startedNanos = System.nanoTime();
        done = Duration.ZERO;
        planned = next.stream().map(PlannedFork::expected).reduce(Duration.ZERO, Duration::plus);
    }

    void begins(PlannedFork fork) {
        if (live) {
            out.printf("\r\u001b[K%s  %s", position(), fork);
            out.flush();
        }
    }

    void ended(PlannedFork fork, List<Fork> cells) {
        ended++;
        done = done.plus(fork.expected());
        var broken = cells.stream().filter(cell -> cell.outcome() != Verdict.VALID).toList();
        if (broken.isEmpty() && !live) {
            say("%s  %s".formatted(position(), fork));
        }
        broken.forEach(cell ->
                say(
                        "%s  %s  %s: %s"
                                .formatted(
                                        position(), cell.cell(), cell.outcome(), cell.reason())));
    }

    void clear() {
        if (live) {
            out.print("\r\u001b[K");
        }
    }

    private String position() {
        return "[round %d, %d/%d, %s left]".formatted(round, ended, forks, words(left()));
    }

    /// Corrects the plan by how long things have really taken so far.
    private Duration left() {
        var rest = planned.minus(done);
        if (done.toMillis() < 10_000) {
            return rest;
        }
        double pace =
                (double) (System.nanoTime() - startedNanos) / done.toNanos();
        return Duration.ofMillis(Math.round(rest.toMillis() * pace));
    }

    static String words(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return seconds < 90
                ? seconds + " s"
                : String.format(Locale.ROOT, "%d min", Math.round(seconds / 60.0));
    }
}
