package sockbench.report;

import sockbench.report.page.Entry;
import sockbench.results.Metric;

import java.util.ArrayList;
import java.util.List;

/// `brief.md`: what to paste into a design document, with everything a reader needs to check it.
final class Brief {
    private static final String READING =
            "Intervals in brackets cover 95 % unless their column says less, over forks (fresh"
                + " server and client JVMs). Models that cannot be told apart share a rank. ≥ is a"
                + " lower bound: the load generator was the limit. Latency in this table is *closed"
                + " loop*: it follows from the number of connections, not from a load that users"
                + " offer.";

    private final Material material;
    private final Headline headline;

    Brief(Material material) {
        this.material = material;
        this.headline = new Headline(material);
    }

    String text() {
        var parts = new ArrayList<String>();
        parts.add("# " + headline.title());
        parts.addAll(headline.answer());
        for (var setting : Setting.natural(material).stream().limit(1).toList()) {
            parts.add("**" + setting.words() + ", closed loop, natural thread counts**");
            parts.add(numbers().strip());
            parts.add(READING);
            HeadlineSection.table(material, setting).remarks().forEach(parts::add);
            parts.add("To cite: " + String.join(", ", citations(setting)) + ".");
        }
        parts.add(String.join("  \n", headline.facts()));
        ProvenanceSections.warnings(material)
                .forEach(warning -> parts.add("Note: " + warning + "."));
        return String.join("\n\n", parts) + "\n";
    }

    /// The table alone; empty if the run has no throughput question.
    String numbers() {
        return Setting.natural(material).stream()
                .findFirst()
                .map(setting -> Markdown.table(HeadlineSection.table(material, setting).table("")))
                .orElse("");
    }

    /// Ids of the cost of each model.
    private List<String> citations(Setting setting) {
        return HeadlineSection.table(material, setting).cells().stream()
                .map(cell -> material.numbers().figure(cell, Metric.SERVER_CPU))
                .filter(Entry.Figure::citable)
                .map(figure -> "`" + figure.id() + "`")
                .toList();
    }
}
