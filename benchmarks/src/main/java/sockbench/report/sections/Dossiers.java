package sockbench.report.sections;

import org.jspecify.annotations.Nullable;

import sockbench.findings.Finding;
import sockbench.provenance.Citation;
import sockbench.report.data.BlockRatios;
import sockbench.report.data.Numbers;
import sockbench.report.data.Printed;
import sockbench.report.data.ReportData;
import sockbench.report.data.VerdictBadge;
import sockbench.report.page.Dossier;
import sockbench.report.page.Section.NamedText;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.Metric;
import sockbench.text.Digits;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The way from a row of the answer to the windows it was made from.
final class Dossiers {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final List<Metric> BESIDE =
            List.of(
                    Metric.TOTAL_CPU,
                    Metric.REQUESTS_PER_SECOND,
                    Metric.RESPONSE_P50,
                    Metric.RESPONSE_P90,
                    Metric.RESPONSE_P99,
                    Metric.RESPONSE_P999);

    private final ReportData data;
    private final BlockRatios blocks;

    /// @param cells whose rows open
    Dossiers(ReportData data, List<Cell> cells) {
        this.data = data;
        this.blocks = BlockRatios.of(data.run(), cells);
    }

    Dossier of(Cell cell) {
        var finding = data.numbers().find(cell, Metric.SERVER_CPU);
        var citable = finding != null && Numbers.ratio(finding).citable();
        return new Dossier(
                "dossier-" + Svg.identifier(cell.model()),
                citable ? finding.id() : "",
                sentence(cell, finding),
                forks(cell, finding),
                new ForkPanels(blocks.of(cell)).draw(cell.model()),
                numbers(cell),
                commands(cell, finding));
    }

    private String sentence(Cell cell, @Nullable Finding finding) {
        if (finding != null && finding.isCitable()) {
            return new Citation(data.run(), finding).sentence();
        }
        return "%s may not be cited: %s, %s."
                .formatted(
                        cell.model(),
                        VerdictBadge.words(data.verdict(cell)),
                        data.reason(cell).isEmpty() ? "no interval" : data.reason(cell));
    }

    private Table forks(Cell cell, @Nullable Finding finding) {
        var rows =
                data.run().forks(cell).stream()
                        .map(fork -> new Table.Row("", entries(fork, finding)))
                        .toList();
        return new Table(
                "",
                "",
                "",
                List.of(
                        Column.number("Fork", ""),
                        Column.text("Began, UTC"),
                        Column.number("Ratio", "× " + data.reference()),
                        Column.number("CPU", "µs / request"),
                        Column.text("Ended")),
                rows);
    }

    private static List<TableEntry> entries(Fork fork, @Nullable Finding finding) {
        var ratio = finding == null ? null : finding.ratios().get(fork.number());
        var micros = finding == null ? null : finding.forks().get(fork.number());
        return List.of(
                TableEntry.Text.of(Integer.toString(fork.number())),
                TableEntry.Text.of(TIME.format(fork.started())),
                TableEntry.Text.of(ratio == null ? "–" : Digits.ratio(ratio)),
                TableEntry.Text.of(micros == null ? "–" : Digits.print3(micros)),
                TableEntry.Text.of(
                        VerdictBadge.words(fork.outcome())
                                + (fork.reason().isEmpty() ? "" : ": " + fork.reason())));
    }

    private List<NamedText> numbers(Cell cell) {
        var texts = new ArrayList<NamedText>();
        for (var metric : BESIDE) {
            var finding = data.numbers().find(cell, metric);
            if (finding != null && finding.estimate() != null) {
                texts.add(new NamedText(title(finding), text(finding)));
            }
        }
        return texts;
    }

    private static String title(Finding finding) {
        var loop = finding.cell().loop().isOpen() ? ", open loop" : ", closed loop";
        return finding.metric().title() + (finding.metric().isLatency() ? loop : "");
    }

    private String text(Finding finding) {
        var absolute = Numbers.figure(finding);
        var ratio = finding.isPaired() ? Numbers.ratio(finding) : null;
        var unit = absolute.unit().isEmpty() ? Printed.columnUnit(finding.metric()) : absolute.unit();
        return Stream.of(
                        ratio == null
                                ? ""
                                : "%s × %s%s %s"
                                        .formatted(
                                                ratio.text(),
                                                data.reference(),
                                                bracketed(ratio.interval()),
                                                ratio.worth().grade()),
                        "%s %s%s".formatted(absolute.text(), unit, bracketed(absolute.interval())),
                        absolute.worth().verdict(),
                        "id " + finding.id())
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .reduce((left, right) -> left + " · " + right)
                .orElse("");
    }

    private static String bracketed(String interval) {
        return interval.isEmpty() ? "" : " [" + interval + "]";
    }

    private List<NamedText> commands(Cell cell, @Nullable Finding finding) {
        var commands = new ArrayList<NamedText>();
        if (finding != null && finding.isCitable()) {
            commands.add(
                    new NamedText(
                            "Cite",
                            "java -jar benchmarks/target/benchmarks.jar cite %s results/%s"
                                    .formatted(finding.id(), Svg.identifier(data.plan().run()))));
        }
        commands.add(
                new NamedText(
                        "Its windows",
                        ("awk -F, 'NR==1 || ($2==\"%s\" && ($3==\"%s\" || $10==\"reference\") &&"
                                        + " $4==%d && $5==%d && $8==%d)' results/%s/windows.csv")
                                .formatted(
                                        cell.question().id(),
                                        Svg.identifier(cell.model()),
                                        cell.connections(),
                                        cell.bodyBytes(),
                                        cell.threads(),
                                        Svg.identifier(data.plan().run()))));
        return commands;
    }
}
