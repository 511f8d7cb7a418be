package sockbench.report;

import sockbench.report.data.ReportData;
import sockbench.report.data.Setting;
import sockbench.report.page.TableEntry;
import sockbench.report.sections.HeadlineSection;
import sockbench.report.sections.ProvenanceSections;
import sockbench.report.sections.ScaleSection;
import sockbench.report.sections.WorkSection;
import sockbench.results.Metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `brief.md`: what to paste into a design document, with everything a reader needs to check it.
final class Brief {
    private static final String READING =
            "× REFERENCE: as a multiple of the reference, measured beside it; with the 95 %"
                + " interval over forks (fresh server and client JVMs) and half its width. Absolute"
                + " numbers are this machine's. A rank is the interval of places that the forks"
                + " allow. ≥ is a lower bound: the load generator was the limit. Latency in this"
                + " table is *closed loop*: it follows from the number of connections, not from a"
                + " load that users offer.";

    private static final Map<String, String> CAPTIONS =
            Map.of(
                    "scale", "The largest number of connections that each model was given",
                    "handlers", "Who needs the least server CPU for a request that waits");

    private final ReportData data;
    private final Headline headline;

    Brief(ReportData data) {
        this.data = data;
        this.headline = new Headline(data);
    }

    /// All but the words of this class comes from files of the run, and is escaped.
    String text() {
        var parts = new ArrayList<String>();
        parts.add("# " + Markdown.escaped(headline.title()));
        Stream.concat(headline.answer().stream(), headline.sureness().stream())
                .map(Markdown::escaped)
                .forEach(parts::add);
        for (var setting : Setting.natural(data).stream().limit(1).toList()) {
            parts.add("**" + setting.words() + ", closed loop, natural thread counts**");
            parts.add(tables().getOrDefault("numbers", "").strip());
            parts.add(READING.replace("REFERENCE", Markdown.escaped(data.reference())));
            HeadlineSection.remarks(data, setting).stream()
                    .map(Markdown::escaped)
                    .forEach(parts::add);
            var citations = citations(setting);
            if (!citations.isEmpty()) {
                parts.add("To cite: " + String.join(", ", citations) + ".");
            }
        }
        tables().forEach((name, table) -> {
            if (!name.equals("numbers")) {
                parts.add("**" + CAPTIONS.getOrDefault(name, name) + "**");
                parts.add(table.strip());
            }
        });
        parts.add(String.join("  \n", headline.facts().stream().map(Markdown::escaped).toList()));
        ProvenanceSections.warnings(data)
                .forEach(warning -> parts.add("Note: " + Markdown.escaped(warning) + "."));
        return String.join("\n\n", parts) + "\n";
    }

    /// The tables alone, by the name of the block that they go into; those that the run has
    /// something for.
    Map<String, String> tables() {
        var tables = new LinkedHashMap<String, String>();
        Setting.natural(data).stream()
                .findFirst()
                .map(setting -> HeadlineSection.table(data, setting).table(""))
                .ifPresent(table -> tables.put("numbers", Markdown.table(table)));
        var held = ScaleSection.table(data);
        if (held != null) {
            tables.put("scale", Markdown.table(held));
        }
        var map = WorkSection.table(data);
        if (map != null) {
            tables.put("handlers", Markdown.table(map));
        }
        return tables;
    }

    /// Ids of the cost of each model.
    private List<String> citations(Setting setting) {
        return HeadlineSection.table(data, setting).cells().stream()
                .map(cell -> data.numbers().ratio(cell, Metric.SERVER_CPU))
                .filter(TableEntry.Figure::citable)
                .map(figure -> "`" + figure.worth().id() + "`")
                .toList();
    }
}
