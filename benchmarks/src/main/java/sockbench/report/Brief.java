package sockbench.report;

import sockbench.report.data.ReportData;
import sockbench.report.data.Setting;
import sockbench.report.page.Page.Statement;
import sockbench.report.sections.RankingTable;
import sockbench.results.Question;

import java.util.ArrayList;

/// `brief.md`: what to paste into a design document, with everything a reader needs to check it.
final class Brief {
    private static final String READING =
            "Ratios are × REFERENCE, measured beside it, with the 95 % interval over forks (fresh"
                + " JVMs); absolute numbers are this machine's. A rank is the interval of places"
                + " that the forks allow. ≥: the load generator was the limit. *Closed-loop* latency"
                + " follows from the number of connections, not from a load that users offer. An"
                + " id is what `cite` takes.";

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
        headline.statements().forEach(statement -> parts.add(paragraph(statement)));
        var numbers = numbers().strip();
        if (!numbers.isEmpty()) {
            parts.add(numbers);
            parts.add(READING.replace("REFERENCE", Markdown.escaped(data.reference())));
        }
        headline.warnings()
                .forEach(warning -> parts.add("Note: " + Markdown.escaped(warning) + "."));
        parts.add(String.join("  \n", headline.facts().stream().map(Markdown::escaped).toList()));
        return String.join("\n\n", parts) + "\n";
    }

    private static String paragraph(Statement statement) {
        var words = Markdown.escaped(String.join(" ", statement.sentences()));
        var command = statement.command().isEmpty() ? "" : " `" + statement.command() + "`";
        return "**%s.** %s%s".formatted(statement.name(), words, command);
    }

    /// The table alone; empty if the run has no throughput question.
    String numbers() {
        return Setting.natural(data).stream()
                .findFirst()
                .map(setting -> setting.cells(data, Question.THROUGHPUT))
                .map(cells -> Markdown.table(new RankingTable(data, cells).table()))
                .orElse("");
    }
}
