package sockbench.report.sections;

import sockbench.compare.Change;
import sockbench.findings.Finding;
import sockbench.report.data.ModelFamily;
import sockbench.report.data.Numbers;
import sockbench.report.page.Forest;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.stats.Comparison;
import sockbench.stats.Ratio;
import sockbench.text.Digits;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;

/// Changes of one metric from one run to another, the old value being 1.
public final class ChangeForest {
    private ChangeForest() {}

    /// @param changes that could be compared, at least one
    /// @param note what must stand on every line; may be empty
    public static Forest of(Metric metric, List<Change> changes, String note) {
        var plot =
                ForestPlot.over(
                        changes.stream()
                                .map(ChangeForest::ratio)
                                .flatMapToDouble(ratio ->
                                        DoubleStream.of(ratio.value(), ratio.low(), ratio.high())),
                        null);
        var rows =
                changes.stream()
                        .sorted(Comparator.comparingDouble(change -> -ratio(change).value()))
                        .map(change -> row(plot, change, note))
                        .toList();
        return new Forest(
                "change-" + metric.id(),
                metric.title() + ", second run over the first",
                families(changes),
                false,
                Column.name("Model"),
                plot.axis(),
                List.of(),
                List.of(
                        Column.number("New / old", ""),
                        Column.number("95 %", ""),
                        Column.number("Old", ""),
                        Column.number("New", ""),
                        Column.number("p", "corrected"),
                        Column.text("Outcome")),
                rows,
                null);
    }

    private static List<Forest.Shape> families(List<Change> changes) {
        var shown =
                changes.stream().map(change -> ModelFamily.of(change.cell().model())).toList();
        return Arrays.stream(ModelFamily.values())
                .filter(shown::contains)
                .map(family -> new Forest.Shape(family.symbol(), family.words()))
                .toList();
    }

    private static Forest.Row row(ForestPlot plot, Change change, String note) {
        var comparison = Objects.requireNonNull(change.comparison());
        var ratio = comparison.ratio();
        var cell = change.cell();
        var different = comparison.outcome() == Comparison.Outcome.DIFFERENT;
        return new Forest.Row(
                different ? "" : "same",
                new TableEntry.Name(cell.model(), conditions(cell)),
                plot.mark(ratio, ModelFamily.of(cell.model()).symbol(), !different),
                "",
                List.of(),
                List.of(
                        TableEntry.Text.of(Digits.ratio(ratio.value())),
                        TableEntry.Text.of(
                                ratio.hasInterval()
                                        ? Digits.interval(ratio.low(), ratio.high())
                                        : "–"),
                        amount(change.before(), change.isPaired()),
                        amount(change.after(), change.isPaired()),
                        TableEntry.Text.of(Digits.p(comparison.adjustedP())),
                        outcome(change, note)),
                null);
    }

    private static String conditions(Cell cell) {
        return cell.toString().replace(cell.model() + ", ", "").replace(cell.model(), "").strip();
    }

    private static TableEntry amount(Finding finding, boolean paired) {
        var figure = paired ? Numbers.ratio(finding) : Numbers.figure(finding);
        return TableEntry.Text.of(
                figure.text() + (paired ? " ×" : " " + figure.unit()).stripTrailing());
    }

    private static TableEntry outcome(Change change, String note) {
        var words = (change.outcome() + " " + note).strip();
        return switch (change.outcome()) {
            case "worse" -> new TableEntry.Badge(words, "bad", "");
            case "better" -> new TableEntry.Badge(words, "good", "");
            default -> new TableEntry.Text(words, "remark", words);
        };
    }

    private static Ratio ratio(Change change) {
        return Objects.requireNonNull(change.comparison()).ratio();
    }
}
