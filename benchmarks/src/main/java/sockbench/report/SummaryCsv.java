package sockbench.report;

import de.siegmar.fastcsv.writer.CsvWriter;

import sockbench.evidence.Finding;
import sockbench.results.CellColumns;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `summary.csv`: a row for each cell and metric, with all digits.
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
                            "estimate",
                            "center",
                            "low",
                            "high",
                            "coverage",
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
        var estimate = finding.estimate();
        if (estimate == null) {
            row.addAll(List.of("", "", "", "", ""));
        } else {
            row.add(Double.toString(estimate.value()));
            row.add(estimate.center().name());
            row.add(Double.toString(estimate.low()));
            row.add(Double.toString(estimate.high()));
            row.add(Double.toString(estimate.coverage()));
        }
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
}
