package sockbench.report;

import de.siegmar.fastcsv.writer.CsvWriter;

import org.jspecify.annotations.Nullable;

import sockbench.findings.Finding;
import sockbench.results.CellColumns;
import sockbench.stats.Estimate;
import sockbench.stats.Ratio;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `summary.csv`: a row for each cell and metric, with all digits. First as a multiple of the
/// reference, then absolute.
final class SummaryCsv {
    private SummaryCsv() {}

    static String write(String run, List<Finding> findings) throws IOException {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            var header = new ArrayList<String>();
            header.add("run");
            header.addAll(CellColumns.NAMES);
            header.addAll(
                    List.of(
                            "metric",
                            "unit",
                            "ratio",
                            "ratio_low",
                            "ratio_high",
                            "estimate",
                            "low",
                            "high",
                            "center",
                            "coverage",
                            "half_width",
                            "n",
                            "forks",
                            "verdict",
                            "reason",
                            "id"));
            csv.writeRecord(header);
            for (var finding : findings) {
                csv.writeRecord(row(run, finding));
            }
        }
        return text.toString();
    }

    private static List<String> row(String run, Finding finding) {
        var row = new ArrayList<String>();
        row.add(run);
        row.addAll(CellColumns.of(finding.cell()));
        row.add(finding.metric().id());
        row.add(finding.metric().unit());
        row.addAll(ratio(finding.ratio()));
        row.addAll(estimate(finding.estimate()));
        row.add(number(finding.relativeHalfWidth()));
        row.add(Integer.toString(finding.n()));
        row.add(
                finding.forks().keySet().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(" ")));
        row.add(finding.verdict().name());
        row.add(finding.reason());
        row.add(finding.id());
        return row;
    }

    /// Times the reference.
    private static List<String> ratio(@Nullable Ratio ratio) {
        return ratio == null
                ? List.of("", "", "")
                : List.of(number(ratio.value()), low(ratio), number(ratio.high()));
    }

    private static String low(Ratio ratio) {
        return ratio.hasInterval() ? number(ratio.low()) : "";
    }

    private static List<String> estimate(@Nullable Estimate estimate) {
        if (estimate == null) {
            return List.of("", "", "", "", "");
        }
        return List.of(
                number(estimate.value()),
                estimate.hasInterval() ? number(estimate.low()) : "",
                estimate.hasInterval() ? number(estimate.high()) : "",
                estimate.center().name(),
                number(estimate.coverage()));
    }

    /// Empty for an end of an interval that is open.
    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }
}
