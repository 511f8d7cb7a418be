package sockbench.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

import sockbench.measured.RecordedRun;
import sockbench.report.data.ReportData;
import sockbench.report.page.RunIndex;
import sockbench.report.sections.Trends;
import sockbench.results.RunDirectory;
import sockbench.results.ServerKind;
import sockbench.text.Words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A directory of runs as one page: what each found, and what each model came to over time.
public final class IndexPage {
    private final Path results;
    private final List<RunIndex.Row> rows = new ArrayList<>();
    private final Trends trends = new Trends();

    private IndexPage(Path results) {
        this.results = results;
    }

    /// @throws IOException in one line if a run cannot be read
    /// @throws IllegalArgumentException in one line if there is no run
    public static String of(Path results) throws IOException {
        var index = new IndexPage(results);
        for (var run : runs(results)) {
            index.add(run);
        }
        var output = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Html, null, Report.TEMPLATES)
                .render("index.jte", index.page(), output);
        return output.toString();
    }

    /// Oldest first: names begin with the time.
    private static List<Path> runs(Path results) throws IOException {
        try (var entries = Files.list(results)) {
            var runs =
                    entries.filter(entry -> Files.exists(entry.resolve("plan.json")))
                            .sorted(Comparator.naturalOrder())
                            .toList();
            if (runs.isEmpty()) {
                throw new IllegalArgumentException("there is no run in " + results);
            }
            return runs;
        }
    }

    private void add(Path path) throws IOException {
        var directory = new RunDirectory(path);
        var data = ReportData.of(RecordedRun.read(directory));
        var headline = new Headline(data);
        var ranked = ServerKind.of(data.reference()) == ServerKind.MODEL;
        rows.addFirst(
                new RunIndex.Row(
                        data.plan().run(),
                        Files.exists(directory.file("report.html"))
                                ? results.relativize(path) + "/report.html"
                                : "",
                        data.plan().profile(),
                        data.run().fact("identity", "cpu"),
                        headline.tag(),
                        ranked
                                ? headline.title()
                                : "Two builds side by side: compare says which is better"));
        if (ranked) {
            trends.add(data);
        }
    }

    private RunIndex page() throws IOException {
        return new RunIndex(
                Words.count(rows.size(), "run"), rows, trends.blocks(), PageFiles.assets());
    }
}
