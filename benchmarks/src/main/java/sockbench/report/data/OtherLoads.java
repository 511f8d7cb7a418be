package sockbench.report.data;

import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.text.Digits;
import sockbench.text.Words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Whether the order under one load is another under others.
final class OtherLoads {
    private static final int MOST_NAMED = 4;

    private OtherLoads() {}

    /// @param like a cell of the answer
    static List<String> sentences(ReportData data, Cell like) {
        var here = data.standings().table(like, Metric.SERVER_CPU);
        if (here.isEmpty()) {
            return List.of();
        }
        var same = new ArrayList<String>();
        var other = new ArrayList<String>();
        for (var conditions : conditions(data, like)) {
            data.standings()
                    .table(conditions, Metric.SERVER_CPU)
                    .ifPresent(there -> {
                        var turned = here.get().reversedIn(there).size();
                        (turned == 0 ? same : other).add(words(conditions, like));
                    });
        }
        if (same.isEmpty() && other.isEmpty()) {
            return List.of("Other loads were not measured; the order may be another there.");
        }
        var sentences = new ArrayList<String>();
        if (!other.isEmpty()) {
            sentences.add(
                    "The order changes under %d of %s measured: %s."
                            .formatted(
                                    other.size(),
                                    Words.count(other.size() + same.size(), "other load"),
                                    list(other)));
        }
        if (!same.isEmpty()) {
            sentences.add("No decided pair changes places: %s.".formatted(list(same)));
        }
        return sentences;
    }

    private static List<Cell> conditions(ReportData data, Cell like) {
        return Stream.of(Question.THROUGHPUT, Question.EFFICIENCY)
                .flatMap(question -> data.cells(question).stream())
                .filter(cell -> cell.threads() == like.threads())
                .map(cell -> cell.withModel(""))
                .filter(cell -> !cell.equals(like.withModel("")))
                .distinct()
                .sorted(
                        Comparator.comparing(Cell::question)
                                .thenComparingDouble(Cell::offeredPerSecond)
                                .thenComparingInt(Cell::connections)
                                .thenComparingInt(Cell::bodyBytes))
                .toList();
    }

    private static String words(Cell cell, Cell like) {
        if (cell.loop().isOpen()) {
            return Digits.count(cell.offeredPerSecond()) + "/s";
        }
        return cell.bodyBytes() == like.bodyBytes()
                ? Words.count(cell.connections(), "connection")
                : Setting.of(cell).words();
    }

    private static String list(List<String> conditions) {
        return conditions.size() <= MOST_NAMED
                ? Words.list(conditions)
                : "%s and %d more"
                        .formatted(
                                String.join(", ", conditions.subList(0, MOST_NAMED - 1)),
                                conditions.size() - MOST_NAMED + 1);
    }
}
