package sockbench.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

import org.jspecify.annotations.Nullable;

import sockbench.decide.Decision;
import sockbench.decide.Rules;
import sockbench.measured.RecordedRun;
import sockbench.report.data.HandlerMap;
import sockbench.report.data.ReportData;
import sockbench.report.page.Page;
import sockbench.report.page.Section;
import sockbench.report.sections.CellsSection;
import sockbench.report.sections.ChurnSection;
import sockbench.report.sections.ConnectionsSection;
import sockbench.report.sections.DecisionSection;
import sockbench.report.sections.EfficiencySection;
import sockbench.report.sections.GeneratorSection;
import sockbench.report.sections.Glossary;
import sockbench.report.sections.HeadlineSection;
import sockbench.report.sections.LoadCurveSection;
import sockbench.report.sections.OrderSection;
import sockbench.report.sections.PercentilesSection;
import sockbench.report.sections.ProofSection;
import sockbench.report.sections.ProvenanceSections;
import sockbench.report.sections.ResourcesSection;
import sockbench.report.sections.ScaleSection;
import sockbench.report.sections.ThreadsSection;
import sockbench.report.sections.WorkSection;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What people read of a run: `report.html`, `summary.csv` and `brief.md`, made from its other
/// files alone.
public final class Report {
    private static final String TEMPLATES = "sockbench.report.templates";

    private final ReportData data;
    private final @Nullable Rules rules;

    private Report(ReportData data, @Nullable Rules rules) {
        this.data = data;
        this.rules = rules;
    }

    /// @throws IOException in one line if the directory holds no run
    /// @throws IllegalArgumentException in one line if its rules cannot be understood
    public static Report of(RunDirectory run) throws IOException {
        return new Report(ReportData.of(RecordedRun.read(run)), Rules.of(run));
    }

    /// File name to content. The same run always gives the same text.
    public Map<String, String> render() throws IOException {
        var files = new LinkedHashMap<String, String>();
        files.put("summary.csv", SummaryCsv.write(data.plan().run(), data.numbers().all()));
        files.put("brief.md", new Brief(data).text());
        var map = HandlerMap.of(data);
        if (!map.fields().isEmpty()) {
            files.put(HandlerMapCsv.NAME, HandlerMapCsv.write(data.plan().run(), map));
        }
        files.put("report.html", html());
        return files;
    }

    /// Writes the files beside those they are made from.
    public void write(RunDirectory run) throws IOException {
        for (var file : render().entrySet()) {
            Files.writeString(run.file(file.getKey()), file.getValue());
        }
    }

    /// Tables for a README, by the name of their [MarkedBlock]: `numbers`, `scale` and `handlers`,
    /// as far as the run has them.
    public Map<String, String> tables() {
        return new Brief(data).tables();
    }

    private String html() throws IOException {
        var output = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES)
                .render("page.jte", page(), output);
        return output.toString();
    }

    private Page page() throws IOException {
        var headline = new Headline(data);
        var cards = headline.cards();
        var all = sections();
        var sections = all.stream().filter(section -> !section.isEmpty()).toList();
        return new Page(
                headline.title(),
                headline.facts(),
                headline.answer(),
                headline.sureness(),
                cards,
                ProvenanceSections.warnings(data),
                sections,
                missing(all),
                PageData.of(data, cards, sections),
                Assets.style(),
                Assets.scripts());
    }

    private List<Section> sections() {
        return List.of(
                HeadlineSection.of(data),
                decision(),
                EfficiencySection.of(data),
                LoadCurveSection.of(data),
                GeneratorSection.of(data),
                ConnectionsSection.of(data),
                ScaleSection.of(data),
                WorkSection.of(data),
                ChurnSection.of(data),
                PercentilesSection.of(data),
                ThreadsSection.of(data),
                ResourcesSection.of(data),
                ProofSection.of(data),
                OrderSection.of(data),
                CellsSection.of(data),
                ProvenanceSections.environment(data),
                ProvenanceSections.configuration(data),
                ProvenanceSections.rules(),
                loops(),
                Glossary.of());
    }

    private Section decision() {
        return rules == null
                ? new Section("decision", "", "", "", List.of())
                : DecisionSection.of(rules, Decision.of(data.run(), rules));
    }

    /// What a reader may look for in vain, together and once.
    private List<String> missing(List<Section> sections) {
        var lines = new ArrayList<String>();
        var missing = sections.stream().flatMap(section -> section.missing().stream()).toList();
        if (!missing.isEmpty()) {
            lines.add("Not measured in this run: " + String.join(", ", missing) + ".");
        }
        if (rules == null) {
            lines.add(
                    "Not decided: report DIR --rules FILE says here which models keep an objective"
                            + " within a budget; decide --help shows a file.");
        }
        return lines;
    }

    private static Section loops() {
        return new Section(
                "loops",
                "Loops",
                "Why open and closed loops differ",
                "",
                List.of(Section.Prose.OPEN_AND_CLOSED));
    }
}
