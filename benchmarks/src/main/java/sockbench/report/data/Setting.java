package sockbench.report.data;

import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.text.Digits;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// Parameters under which models are compared: all of a cell but its model.
public record Setting(int connections, int bodyBytes, int threads) {
    private static final int TYPICAL = 64;

    public static Setting of(Cell cell) {
        return new Setting(cell.connections(), cell.bodyBytes(), cell.threads());
    }

    /// Settings of the closed-loop throughput question at natural thread counts, the reference
    /// first: the one most models have a number for, and 64 connections with 64 bytes among equals.
    public static List<Setting> natural(ReportData data) {
        var answers = new LinkedHashMap<Setting, Long>();
        for (var cell : data.cells(Question.THROUGHPUT)) {
            if (cell.threads() == 0) {
                var known = data.numbers().has(cell, Metric.SERVER_CPU) ? 1L : 0L;
                answers.merge(of(cell), known, Long::sum);
            }
        }
        var most = answers.values().stream().mapToLong(n -> n).max().orElse(0);
        var reference =
                Comparator.<Setting>comparingInt(setting ->
                                answers.getOrDefault(setting, 0L) * 10 >= most * 9 ? 0 : 1)
                        .thenComparingDouble(Setting::distance);
        var first = answers.keySet().stream().min(reference);
        return answers.keySet().stream()
                .sorted(
                        Comparator.<Setting>comparingInt(s -> first.get().equals(s) ? 0 : 1)
                                .thenComparingInt(Setting::connections)
                                .thenComparingInt(Setting::bodyBytes))
                .toList();
    }

    private double distance() {
        return Math.abs(Math.log((double) connections / TYPICAL))
                + Math.abs(Math.log((bodyBytes + 1.0) / (TYPICAL + 1)));
    }

    /// Cells of a question under this setting.
    public List<Cell> cells(ReportData data, Question question) {
        return data.cells(question).stream().filter(cell -> of(cell).equals(this)).toList();
    }

    public String words() {
        var text =
                connections
                        + (connections == 1 ? " connection, " : " connections, ")
                        + Digits.count(bodyBytes)
                        + "-byte bodies";
        if (threads > 0) {
            text += ", budget of " + threads + (threads == 1 ? " thread" : " threads");
        }
        return text;
    }
}
