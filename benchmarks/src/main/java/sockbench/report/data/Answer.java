package sockbench.report.data;

import org.jspecify.annotations.Nullable;

import sockbench.findings.ComparisonTable;
import sockbench.findings.Finding;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.stats.Ratio;
import sockbench.text.Words;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Who needs the least server CPU per request under one setting, in words. What forbids to believe
/// it comes first.
public final class Answer {
    private static final Metric METRIC = Metric.SERVER_CPU;
    private static final String COST = "server CPU per request";
    private static final int MOST_NAMES = 4;

    private final ReportData data;
    private final Setting setting;
    private final List<Cell> cells;
    private final @Nullable ComparisonTable table;
    private final Map<String, Ratio> ratios;

    public Answer(ReportData data, Setting setting) {
        this.data = data;
        this.setting = setting;
        this.cells = setting.cells(data, Question.THROUGHPUT);
        this.table = data.standings().table(cells.getFirst(), METRIC).orElse(null);
        this.ratios = ratios(data, cells, METRIC);
    }

    /// Model to its number as a multiple of the reference; nothing for those without, and for those
    /// whose forks disagree: no sentence may rest on their mean.
    public static Map<String, Ratio> ratios(ReportData data, List<Cell> cells, Metric metric) {
        var ratios = new LinkedHashMap<String, Ratio>();
        for (var finding : data.known(cells, metric)) {
            if (finding.ratio() != null && Scatter.ofRatios(finding).isEmpty()) {
                ratios.put(finding.cell().model(), finding.ratio());
            }
        }
        return ratios;
    }

    /// The answer in one line, without a full stop.
    public String title() {
        if (table == null || !Leaders.decides(table)) {
            return "This run does not decide which model needs the least " + COST;
        }
        if (table.isControlBroken()) {
            return "The A/A check of this run failed: its ratios are in doubt";
        }
        var leaders = leaders(table);
        var names =
                leaders.names().size() > MOST_NAMES
                        ? leaders.names().size() + " models, not separable here,"
                        : leaders.words();
        return claim(leaders, names);
    }

    /// What follows the title: doubts first, who else comes first, who comes then, who comes last.
    public List<String> then() {
        if (table == null) {
            return List.of(
                    "Fewer than two models have a number that may be compared: the verdicts below"
                            + " say why.");
        }
        var sentences = new ArrayList<String>();
        doubt(table).ifPresent(sentences::add);
        if (Leaders.decides(table)) {
            var leaders = leaders(table);
            if (leaders.names().size() > MOST_NAMES || table.isControlBroken()) {
                sentences.add("%s.".formatted(Words.capital(claim(leaders, leaders.words()))));
            }
            rest(leaders).ifPresent(sentences::add);
            new Followers(data.reference(), table, ratios, leaders)
                    .sentences()
                    .forEach(sentences::add);
        }
        return sentences;
    }

    /// The conditions under which it holds, and whether the order is another under others.
    public List<String> holds() {
        var sentences = new ArrayList<String>();
        sentences.add(conditions() + servers() + standing() + ".");
        sentences.addAll(OtherLoads.sentences(data, cells.getFirst()));
        return sentences;
    }

    private String servers() {
        var cpus = data.run().fact("identity", "server CPUs");
        return cpus.equals("unknown") ? "" : ", servers on CPU " + cpus;
    }

    private Leaders leaders(ComparisonTable table) {
        return Leaders.of(table, data.reference(), ratios);
    }

    private String conditions() {
        return Words.capital(setting.words())
                + ", closed loop at full speed, natural thread counts";
    }

    /// Why the ranking is to be doubted, or says nothing.
    private Optional<String> doubt(ComparisonTable table) {
        if (table.isControlBroken()) {
            return Optional.of(
                    "The A/A check failed: %s measured against itself comes to %s, which leaves out"
                                    .formatted(
                                            data.reference(),
                                            words(Objects.requireNonNull(table.control())))
                            + " 1. Something treats subjects and references differently, so every"
                            + " ratio below is in doubt.");
        }
        if (Leaders.decides(table)) {
            return Optional.empty();
        }
        return Optional.of(
                "No two models can be told apart by %s: %s."
                        .formatted(
                                COST,
                                table.tooFewForks().isEmpty()
                                        ? "the intervals are too wide for the differences"
                                        : table.tooFewForks()));
    }

    /// What may be said of those that come first.
    private String claim(Leaders leaders, String names) {
        var reference = data.reference();
        var needs = leaders.names().size() == 1 ? "needs" : "need";
        if (leaders.isAlone(reference) || ratios.isEmpty()) {
            return "%s %s the least %s".formatted(names, needs, COST);
        }
        if (leaders.clear().isEmpty() && !leaders.names().contains(reference)) {
            return "no model's %s is clear of the A/A interval of %s".formatted(COST, reference);
        }
        if (leaders.clear().isEmpty()) {
            return "no model is shown to need less %s than %s".formatted(COST, reference);
        }
        if (leaders.unclear().isEmpty()) {
            return "%s %s %s %s than %s"
                    .formatted(names, needs, saving(leaders.clear()), COST, reference);
        }
        return "%s %s %s %s than %s"
                .formatted(
                        Words.list(leaders.clear()),
                        leaders.clear().size() == 1 ? "needs" : "need",
                        saving(leaders.clear()),
                        COST,
                        reference);
    }

    /// Who else comes first.
    private Optional<String> rest(Leaders leaders) {
        if (leaders.isAlone(data.reference()) || leaders.unclear().isEmpty() || ratios.isEmpty()) {
            return Optional.empty();
        }
        if (leaders.clear().isEmpty()) {
            return Optional.of(
                    leaders.names().size() == 1
                            ? "First is %s, but its interval reaches into that of the A/A check."
                                    .formatted(leaders.names().getFirst())
                            : leaders.words() + " come first.");
        }
        return Optional.of(
                "Not separable from %s, nor shown to need less than %s: %s."
                        .formatted(
                                leaders.names().getFirst(),
                                data.reference(),
                                Words.list(leaders.unclear())));
    }

    /// From the least to the most that the intervals allow, e.g. `24 to 26 % less`.
    private String saving(List<String> models) {
        var known =
                ratios.entrySet().stream()
                        .filter(entry -> models.contains(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .toList();
        double least = 100 * (1 - known.stream().mapToDouble(Ratio::high).max().orElse(1));
        double most = 100 * (1 - known.stream().mapToDouble(Ratio::low).min().orElse(1));
        return Words.range(least, most) + " % less";
    }

    /// What must be said where others have no number that stands.
    private String standing() {
        var known = data.known(cells, METRIC);
        var valid = known.stream().filter(Finding::isCitable).count();
        return Numbers.reservation("; of", (int) valid, known.size());
    }

    /// Whether the table tells any two models apart.
    public boolean isDecided() {
        return table != null && Leaders.decides(table) && !table.isControlBroken();
    }

    public static String words(Ratio ratio) {
        var printed = Printed.of(ratio);
        return printed.interval().isEmpty()
                ? printed.value() + " ×, without an interval"
                : "%s × (%s)".formatted(printed.value(), printed.interval());
    }
}
