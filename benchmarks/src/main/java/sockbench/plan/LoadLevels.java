package sockbench.plan;

import sockbench.findings.Findings;
import sockbench.measured.RecordedRun;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.Question;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// At which rates response time and cost are asked for, from near idle up to each model's capacity,
/// alike for all models. Response time is asked for longer, at rates that one generator with one
/// CPU keeps to within a few percent of a median of 30 µs, and at half of each model's own
/// capacity.
public final class LoadLevels {
    private static final List<Double> ALIKE = List.of(3e3, 6e3, 1.2e4, 2e4);
    private static final double OF_OWN = 0.5;
    private static final List<Double> QUOTABLE =
            List.of(1e3, 3e3, 1e4, 2e4, 4e4, 7e4, 1e5, 1.4e5, 2e5, 3e5);

    private static final double BELOW_CAPACITY = 0.95;

    /// A reference this near to its capacity says nothing about others.
    private static final double SUSTAINABLE = 0.9;

    private final Map<String, Double> capacities;

    LoadLevels(Map<String, Double> capacities) {
        this.capacities = capacities;
    }

    /// Reads the capacities that a run has found so far.
    public static LoadLevels of(RecordedRun run) {
        var capacities = new LinkedHashMap<String, Double>();
        for (var finding : Findings.of(run)) {
            if (finding.metric() == Metric.CAPACITY_PER_SECOND && finding.estimate() != null) {
                capacities.put(
                        finding.cell().model(), Objects.requireNonNull(finding.estimate()).value());
            }
        }
        return new LoadLevels(capacities);
    }

    /// @param plan with the capacity cells
    /// @return a cell for each model and rate; a model without a capacity has one that says so
    public List<PlannedCell> cells(List<PlannedCell> plan, Set<Question> questions) {
        var cells = new LinkedHashSet<PlannedCell>();
        for (var planned : plan) {
            if (planned.cell().question() == Question.CAPACITY) {
                questions.forEach(question -> add(cells, question, planned));
            }
        }
        return List.copyOf(cells);
    }

    /// Whether the reference can be measured under the conditions of a cell.
    public boolean isSustainable(Cell cell, String reference) {
        return cell.offeredPerSecond()
                <= SUSTAINABLE * capacities.getOrDefault(reference, Double.POSITIVE_INFINITY);
    }

    private void add(Set<PlannedCell> cells, Question question, PlannedCell capacity) {
        var own = capacities.get(capacity.cell().model());
        if (own == null) {
            var reason = capacity.isAvailable() ? "no capacity was found" : capacity.unavailable();
            cells.add(PlannedCell.unavailable(level(capacity.cell(), question, 0), reason));
            return;
        }
        var rates = question == Question.EFFICIENCY ? quotable(own) : alike(own);
        rates.map(rate -> level(capacity.cell(), question, threeDigits(rate)))
                .map(cell -> PlannedCell.available(cell, 0))
                .forEach(cells::add);
    }

    private static Stream<Double> alike(double own) {
        return Stream.concat(
                ALIKE.stream().filter(rate -> rate <= BELOW_CAPACITY * own),
                Stream.of(OF_OWN * own));
    }

    private static Stream<Double> quotable(double own) {
        return QUOTABLE.stream().filter(rate -> rate <= BELOW_CAPACITY * own);
    }

    private static Cell level(Cell capacity, Question question, double perSecond) {
        return new Cell(
                question,
                capacity.model(),
                capacity.connections(),
                capacity.bodyBytes(),
                capacity.loop(),
                perSecond,
                capacity.threads());
    }

    /// Rates that people can quote.
    private static double threeDigits(double rate) {
        if (rate == 0) {
            return 0;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(rate)) - 2);
        return Math.round(rate / unit) * unit;
    }
}
