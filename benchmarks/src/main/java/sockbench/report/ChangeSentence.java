package sockbench.report;

import sockbench.compare.Change;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.stats.Comparison;
import sockbench.stats.Ratio;
import sockbench.text.Digits;
import sockbench.text.Words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// What changed from one run to another, in one sentence.
record ChangeSentence(List<Change> changes) {
    private static final int MOST_NAMED = 3;

    String text() {
        var judged = changes.stream().filter(change -> change.comparison() != null).toList();
        if (judged.isEmpty()) {
            return "Nothing could be compared";
        }
        var metric =
                judged.stream().anyMatch(change -> change.metric() == Metric.SERVER_CPU)
                        ? Metric.SERVER_CPU
                        : judged.getFirst().metric();
        var ofMetric = ranking(judged.stream().filter(change -> change.metric() == metric).toList());
        var sentence = of(metric, ofMetric);
        var elsewhere =
                judged.stream()
                        .filter(change -> !ofMetric.contains(change) && isDifferent(change))
                        .count();
        return elsewhere == 0
                ? sentence
                : "%s; elsewhere %s".formatted(sentence, Words.count(elsewhere, "change"));
    }

    /// Where models are ranked, if it was asked: other questions are answered less precisely.
    private static List<Change> ranking(List<Change> ofMetric) {
        var ranking =
                ofMetric.stream()
                        .filter(change -> change.cell().question() == Question.THROUGHPUT)
                        .toList();
        return ranking.isEmpty() ? ofMetric : ranking;
    }

    private static String of(Metric metric, List<Change> ofMetric) {
        var changed =
                ofMetric.stream()
                        .filter(ChangeSentence::isDifferent)
                        .sorted(
                                Comparator.comparingDouble(
                                        change -> -Math.abs(Math.log(ratio(change).value()))))
                        .toList();
        var rest = ofMetric.stream().filter(change -> !isDifferent(change)).toList();
        if (changed.isEmpty()) {
            return "Nothing is shown to have changed in %s%s"
                    .formatted(metric.quantity(ofMetric.getFirst().cell().loop()), beyond(rest));
        }
        var parts = new ArrayList<String>();
        changed.stream()
                .limit(MOST_NAMED)
                .map(change -> words(metric, change, ofMetric))
                .forEach(parts::add);
        if (changed.size() > MOST_NAMED) {
            parts.add("%d more changed".formatted(changed.size() - MOST_NAMED));
        }
        return Words.list(parts) + (rest.isEmpty() ? "" : "; nothing else changed" + beyond(rest));
    }

    /// What the intervals of the others leave open.
    private static String beyond(List<Change> rest) {
        var widest =
                rest.stream()
                        .map(ChangeSentence::ratio)
                        .filter(Ratio::hasInterval)
                        .mapToDouble(ratio -> Math.max(ratio.high() - 1, 1 - ratio.low()))
                        .max();
        return widest.isEmpty() ? "" : " beyond ±" + Digits.percent(widest.getAsDouble());
    }

    private static String words(Metric metric, Change change, List<Change> ofMetric) {
        var ratio = ratio(change);
        var up = ratio.value() > 1;
        var low = Math.abs(100 * ((up ? ratio.low() : ratio.high()) - 1));
        var high = Math.abs(100 * ((up ? ratio.high() : ratio.low()) - 1));
        return String.format(
                Locale.ROOT,
                "%s became %.1f %% %s (%.1f to %.1f %%)",
                name(change, ofMetric),
                Math.abs(100 * (ratio.value() - 1)),
                direction(metric, up),
                low,
                high);
    }

    private static String direction(Metric metric, boolean up) {
        if (metric.isServerCost()) {
            return up ? "dearer" : "cheaper";
        }
        if (metric.isLatency()) {
            return up ? "slower" : "faster";
        }
        return up ? "higher" : "lower";
    }

    /// The model alone where it was measured once.
    private static String name(Change change, List<Change> ofMetric) {
        var model = change.cell().model();
        var cells = ofMetric.stream().filter(other -> other.cell().model().equals(model)).count();
        return cells == 1 ? model : change.cell().toString();
    }

    private static boolean isDifferent(Change change) {
        return Objects.requireNonNull(change.comparison()).outcome()
                == Comparison.Outcome.DIFFERENT;
    }

    private static Ratio ratio(Change change) {
        return Objects.requireNonNull(change.comparison()).ratio();
    }
}
