package sockbench.decide;

import org.jspecify.annotations.Nullable;

import sockbench.provenance.Manifest;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a service needs from a model, as a small file says it:
///
///     slo: p99 response <= 2 ms at 20,000 req/s, 1,000 connections
///     budget: 1 CPU, 64 threads, 512 MiB
///
/// Where requests ask for work, the objective says so: `p99 response <= 2 ms, 900 connections, waits
/// 10 ms` or `computes 100 us`. Its response time is what comes on top of the wait.
///
/// Rules may also be separated by semicolons; `#` begins a comment; `≤` is as good as `<=`. A file
/// may hold budgets alone: they then bind the closed loop. Where no number of connections is named,
/// a rule binds the most that were measured.
///
/// @param text the whole file
/// @param objectives in the order of the file
/// @param budgets in the order of the file
public record Rules(String text, List<Objective> objectives, List<Budget> budgets) {

    private static final Pattern OBJECTIVE =
            pattern(
                    "(?<quantile>p50|p90|p99|p99\\.9|p99\\.99|max)\\s+(?<kind>response|service)(?:\\s+time)?"
                        + "\\s*(?:<=|≤)\\s*(?<limit>NUMBER)\\s*(?<unit>us|µs|ms|s)"
                        + "(?:\\s+at\\s+(?<rate>NUMBER)\\s*(?:req|requests)?/s)?"
                        + "(?:\\s*,?\\s*(?<connections>[\\d,]+)\\s*connections?)?"
                        + "(?:\\s*,\\s*(?<work>waits|computes)\\s+(?<amount>NUMBER)\\s*(?<per>us|µs|ms))?");
    private static final Pattern BUDGET =
            pattern("(?<amount>NUMBER)\\s*(?<what>cpus?|threads?|kib|mib|gib|kb|mb|gb)");
    private static final Map<String, Double> MICROS =
            Map.of("us", 1.0, "µs", 1.0, "ms", 1e3, "s", 1e6);
    private static final Map<String, Double> BYTES =
            Map.of("kib", 0x1p10, "mib", 0x1p20, "gib", 0x1p30, "kb", 1e3, "mb", 1e6, "gb", 1e9);

    /// The load under which a rule must hold.
    ///
    /// @param ratePerSecond 0 in a closed loop
    /// @param connections 0 for the most that were measured
    /// @param question whose cells are looked at
    /// @param workMicros for which each request waits or computes
    public record ExpectedLoad(
            double ratePerSecond, int connections, Question question, int workMicros) {
        static final ExpectedLoad CLOSED_LOOP = new ExpectedLoad(0, 0, Question.THROUGHPUT, 0);
    }

    /// A latency that must be kept.
    ///
    /// @param words as in the file
    public record Objective(Metric metric, double limitMicros, ExpectedLoad place, String words) {}

    /// What may be used.
    ///
    /// @param metric `SERVER_CPU` stands for whole CPUs
    /// @param words as in the file
    public record Budget(Metric metric, double limit, String words) {}

    /// @throws IllegalArgumentException in one line if there is no such file, or a rule in it
    ///   cannot be understood
    public static Rules read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        try {
            return parse(Files.readString(file));
        } catch (CharacterCodingException binary) {
            throw new IllegalArgumentException(file + " is no text in UTF-8", binary);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(file + ": " + malformed.getMessage(), malformed);
        }
    }

    /// Those a run was judged by; null if by none.
    public static @Nullable Rules of(RunDirectory run) throws IOException {
        return Files.exists(run.file(RunDirectory.RULES))
                ? read(run.file(RunDirectory.RULES))
                : null;
    }

    /// Puts the file into a run directory, and its hash into the manifest of a run that has ended.
    public void write(RunDirectory run) throws IOException {
        Files.writeString(run.file(RunDirectory.RULES), text);
        Manifest.add(run, RunDirectory.RULES);
    }

    /// @throws IllegalArgumentException in one line if a rule cannot be understood
    static Rules parse(String text) {
        var objectives = new ArrayList<Objective>();
        var budgets = new ArrayList<Budget>();
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            for (var rule : lines.get(i).replaceFirst("#.*", "").split(";", -1)) {
                if (!rule.isBlank()) {
                    parse(rule.strip(), i + 1, objectives, budgets);
                }
            }
        }
        if (objectives.isEmpty() && budgets.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no rule, e.g. slo: p99 response <= 2 ms at 20,000 req/s");
        }
        return new Rules(text, List.copyOf(objectives), List.copyOf(budgets));
    }

    /// Where budgets must hold and costs are compared: under the load of the first objective.
    ExpectedLoad place() {
        return objectives.isEmpty() ? ExpectedLoad.CLOSED_LOOP : objectives.getFirst().place();
    }

    private static void parse(
            String rule, int line, List<Objective> objectives, List<Budget> budgets) {
        if (rule.regionMatches(true, 0, "slo:", 0, "slo:".length())) {
            var words = rule.substring("slo:".length()).strip();
            objectives.add(objective(match(OBJECTIVE, words, line), words));
        } else if (rule.regionMatches(true, 0, "budget:", 0, "budget:".length())) {
            // A comma before a space separates; within a number it groups digits.
            for (var words : rule.substring("budget:".length()).strip().split(",\\s+", -1)) {
                budgets.add(budget(match(BUDGET, words, line), words));
            }
        } else {
            throw malformed(rule, line);
        }
    }

    private static Matcher match(Pattern pattern, String words, int line) {
        var matcher = pattern.matcher(words.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw malformed(words, line);
        }
        return matcher;
    }

    private static IllegalArgumentException malformed(String words, int line) {
        return new IllegalArgumentException(
                "line %d: \"%s\" is no rule; rules are like \"slo: p99 response <= 2 ms at 20,000 req/s,"
                                .formatted(line, words)
                        + " 1,000 connections\" and \"budget: 1 CPU, 64 threads, 512 MiB\"");
    }

    private static Objective objective(Matcher words, String text) {
        var quantile = words.group("quantile").replace(".", "").toUpperCase(Locale.ROOT);
        var kind = words.group("kind").toUpperCase(Locale.ROOT);
        return new Objective(
                metric(kind + "_" + quantile),
                number(words.group("limit")) * MICROS.getOrDefault(words.group("unit"), 1.0),
                place(words),
                text);
    }

    private static ExpectedLoad place(Matcher words) {
        double rate = words.group("rate") == null ? 0 : number(words.group("rate"));
        int connections =
                words.group("connections") == null ? 0 : (int) number(words.group("connections"));
        if (words.group("work") == null) {
            var question = rate > 0 ? Question.LOAD_CURVE : Question.THROUGHPUT;
            return new ExpectedLoad(rate, connections, question, 0);
        }
        if (rate > 0) {
            throw new IllegalArgumentException(
                    "requests that ask for work are measured in a closed loop: leave out the rate");
        }
        double micros =
                number(words.group("amount")) * MICROS.getOrDefault(words.group("per"), 1.0);
        return new ExpectedLoad(
                0,
                connections,
                words.group("work").equals("waits") ? Question.WAIT : Question.BURN,
                (int) Math.round(micros));
    }

    private static Metric metric(String name) {
        try {
            return Metric.valueOf(name);
        } catch (IllegalArgumentException notMeasured) {
            throw new IllegalArgumentException(
                    name.toLowerCase(Locale.ROOT).replace('_', ' ') + " is not measured",
                    notMeasured);
        }
    }

    private static Budget budget(Matcher words, String text) {
        var what = words.group("what");
        var amount = number(words.group("amount"));
        if (what.startsWith("cpu")) {
            return new Budget(Metric.SERVER_CPU, amount, text);
        }
        return what.startsWith("thread")
                ? new Budget(Metric.SERVER_THREADS, amount, text)
                : new Budget(Metric.SERVER_RESIDENT, amount * BYTES.getOrDefault(what, 1.0), text);
    }

    private static Pattern pattern(String rule) {
        return Pattern.compile(rule.replace("NUMBER", "\\d[\\d,]*(?:\\.\\d+)?"));
    }

    private static double number(String digits) {
        return Double.parseDouble(digits.replace(",", ""));
    }
}
