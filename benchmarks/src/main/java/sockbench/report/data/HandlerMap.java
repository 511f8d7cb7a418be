package sockbench.report.data;

import org.jspecify.annotations.Nullable;

import sockbench.findings.ComparisonTable;
import sockbench.findings.Finding;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.stats.Comparison;
import sockbench.stats.Ratio;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which model needs the least server CPU for a request that waits, for each number of connections
/// and each wait, and which cannot be told from it.
///
/// @param fields in the order of connections, then of waits
public record HandlerMap(List<Field> fields) {
    /// Pairs that people ask about: left against right.
    private static final List<List<String>> PAIRS =
            List.of(
                    List.of("VIRTUAL_THREADS", "REACTOR_POOL"),
                    List.of("VIRTUAL_THREADS", "THREAD_PER_CONNECTION"),
                    List.of("VIRTUAL_THREADS", "REACTOR"),
                    List.of("NETTY_VIRTUAL", "VIRTUAL_THREADS"),
                    List.of("COMPLETION_PORT", "REACTOR_POOL"),
                    List.of("IO_URING", "EPOLL"));

    /// @param conditions a cell without a model
    /// @param table the comparisons; null if there are none, or if the reference differs from
    ///   itself
    /// @param leaders null if this run does not decide who they are
    /// @param best of the first of the leaders, times the reference; null if it has none
    /// @param byTotal who comes first by server and generator CPU together; empty if that is not
    ///   decided
    /// @param standing models whose number stands
    /// @param measured models that have a number
    /// @param doubt why nobody is named; empty if somebody is
    public record Field(
            Cell conditions,
            @Nullable ComparisonTable table,
            @Nullable Leaders leaders,
            @Nullable Ratio best,
            List<String> byTotal,
            long standing,
            long measured,
            String doubt) {
        public boolean isDecided() {
            return leaders != null;
        }

        private static Field of(ReportData data, Cell like) {
            var conditions = like.withModel("");
            var cells =
                    data.cells(Question.WAIT).stream()
                            .filter(cell -> cell.withModel("").equals(conditions))
                            .toList();
            var known = data.known(cells, Metric.SERVER_CPU);
            long standing = known.stream().filter(Finding::isCitable).count();
            var table = data.standings().table(like, Metric.SERVER_CPU).orElse(null);
            if (table == null || !Leaders.decides(table) || table.isControlBroken()) {
                boolean broken = table != null && table.isControlBroken();
                return new Field(
                        conditions,
                        broken ? null : table,
                        null,
                        null,
                        List.of(),
                        standing,
                        known.size(),
                        broken ? "the A/A check failed" : "undecided");
            }
            var leaders = leaders(data, cells, table, Metric.SERVER_CPU);
            var byTotal =
                    data.standings()
                            .table(like, Metric.TOTAL_CPU)
                            .filter(total -> !total.isControlBroken() && Leaders.decides(total))
                            .map(total -> leaders(data, cells, total, Metric.TOTAL_CPU).names())
                            .orElse(List.of());
            var best =
                    Answer.ratios(data, cells, Metric.SERVER_CPU).get(leaders.names().getFirst());
            return new Field(conditions, table, leaders, best, byTotal, standing, known.size(), "");
        }

        private static Leaders leaders(
                ReportData data, List<Cell> cells, ComparisonTable table, Metric metric) {
            return Leaders.of(table, data.reference(), Answer.ratios(data, cells, metric));
        }

        private Optional<Comparison> pair(String left, String right) {
            return table == null
                    ? Optional.empty()
                    : table.ranks().comparisons().stream()
                            .filter(pair ->
                                    List.of(left, right)
                                            .containsAll(List.of(pair.left(), pair.right())))
                            .findFirst();
        }
    }

    public static HandlerMap of(ReportData data) {
        return new HandlerMap(
                data.cells(Question.WAIT).stream()
                        .map(cell -> cell.withModel(""))
                        .distinct()
                        .map(cell -> Field.of(data, cell))
                        .toList());
    }

    public List<Integer> connections() {
        return fields.stream().map(field -> field.conditions().connections()).distinct().toList();
    }

    public List<Integer> waits() {
        return fields.stream().map(field -> field.conditions().workMicros()).distinct().toList();
    }

    public @Nullable Field field(int connections, int waitMicros) {
        return fields.stream()
                .filter(field -> field.conditions().connections() == connections)
                .filter(field -> field.conditions().workMicros() == waitMicros)
                .findFirst()
                .orElse(null);
    }

    /// Where one of two models that people compare needs less than the other, pair by pair. Each
    /// field is a family of comparisons of its own.
    public List<String> sentences() {
        return PAIRS.stream()
                .map(pair -> sentence(pair.getFirst(), pair.getLast()))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> sentence(String left, String right) {
        var less = new ArrayList<String>();
        var more = new ArrayList<String>();
        var alike = new ArrayList<String>();
        for (var field : fields) {
            field.pair(left, right)
                    .ifPresent(pair -> {
                        var where = where(field.conditions());
                        if (!pair.isDifferent()) {
                            alike.add(where);
                        } else if (pair.left().equals(left) == pair.ratio().value() < 1) {
                            less.add(where);
                        } else {
                            more.add(where);
                        }
                    });
        }
        if (less.isEmpty() && more.isEmpty() && alike.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "%s against %s, server CPU per request: %s."
                        .formatted(
                                left,
                                right,
                                Stream.of(
                                                part("less", less),
                                                part("more", more),
                                                part("not separable", alike))
                                        .filter(Objects::nonNull)
                                        .collect(Collectors.joining("; "))));
    }

    private static @Nullable String part(String word, List<String> places) {
        return places.isEmpty() ? null : word + " with " + String.join(", ", places);
    }

    /// E.g. `900 × 10 ms`.
    public static String where(Cell conditions) {
        return "%d × %s".formatted(conditions.connections(), wait(conditions.workMicros()));
    }

    /// E.g. `10 ms`.
    public static String wait(int micros) {
        return micros / 1000 + " ms";
    }
}
