package sockbench.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

import sockbench.compare.Change;
import sockbench.compare.RunComparison;
import sockbench.report.page.ComparedRuns;
import sockbench.report.page.Section;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.report.sections.ChangeForest;
import sockbench.results.Metric;
import sockbench.text.Words;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Two compared runs as a page of its own, which loads nothing.
final class ComparisonPage {
    private final RunComparison comparison;

    private ComparisonPage(RunComparison comparison) {
        this.comparison = comparison;
    }

    static String of(RunComparison comparison) throws IOException {
        var output = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Html, null, Report.TEMPLATES)
                .render("comparison.jte", new ComparisonPage(comparison).page(), output);
        return output.toString();
    }

    private ComparedRuns page() throws IOException {
        return new ComparedRuns(
                new ChangeSentence(comparison.changes()).text(),
                ComparisonFormat.title(comparison),
                ComparisonFormat.preface(comparison),
                pictures(),
                missing(),
                PageFiles.assets());
    }

    private List<Section.Block> pictures() {
        var blocks = new ArrayList<Section.Block>();
        byMetric().forEach((metric, changes) -> {
            blocks.add(new Section.Heading(metric.title() + direction(metric)));
            blocks.add(
                    ChangeForest.of(metric, changes, ComparisonFormat.note(comparison).strip()));
        });
        return blocks;
    }

    private static String direction(Metric metric) {
        return switch (metric.better()) {
            case LOWER -> ": less is better";
            case HIGHER -> ": more is better";
            case NEITHER -> "";
        };
    }

    /// Server CPU first: it is what models are ranked by.
    private Map<Metric, List<Change>> byMetric() {
        var all = new EnumMap<Metric, List<Change>>(Metric.class);
        comparison.changes().stream()
                .filter(change -> change.comparison() != null)
                .forEach(change ->
                        all.computeIfAbsent(change.metric(), metric -> new ArrayList<>())
                                .add(change));
        var sorted = new LinkedHashMap<Metric, List<Change>>();
        if (all.containsKey(Metric.SERVER_CPU)) {
            sorted.put(Metric.SERVER_CPU, all.get(Metric.SERVER_CPU));
        }
        all.forEach(sorted::putIfAbsent);
        return sorted;
    }

    private List<Section.Block> missing() {
        var uncompared =
                comparison.changes().stream().filter(change -> change.comparison() == null).toList();
        if (uncompared.isEmpty()) {
            return List.of();
        }
        var rows =
                uncompared.stream()
                        .map(change ->
                                new Table.Row(
                                        "",
                                        List.of(
                                                new TableEntry.Name(change.cell().toString(), ""),
                                                TableEntry.Text.of(change.metric().id()),
                                                TableEntry.Text.of(
                                                        change.outcome()
                                                                + ComparisonFormat.note(
                                                                        comparison)))))
                        .toList();
        var columns =
                List.of(Column.name("Cell"), Column.text("Metric"), Column.reason("Why not"));
        return List.of(
                new Section.Folded(
                        Words.count(uncompared.size(), "number") + " could not be compared",
                        List.of(new Table("", "", "", columns, rows))));
    }
}
