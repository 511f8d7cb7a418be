package sockbench.report.data;

import sockbench.findings.Comparisons;
import sockbench.findings.Finding;
import sockbench.findings.Findings;
import sockbench.measured.RecordedRun;
import sockbench.models.Models;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.Metric;
import sockbench.results.Plan;
import sockbench.results.Question;
import sockbench.results.ServerKind;
import sockbench.results.Verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Everything a report is made from, read once.
///
/// @param models in the order of the plan, without the null server
public record ReportData(
        RecordedRun run,
        Numbers numbers,
        Curves curves,
        ComparisonTables standings,
        List<String> models) {
    public static ReportData of(RecordedRun run) {
        var findings = Findings.of(run);
        return new ReportData(
                run,
                new Numbers(findings),
                Curves.of(run),
                new ComparisonTables(Comparisons.of(run.plan(), findings)),
                run.plan().cells().stream()
                        .map(Plan.PlannedCell::cell)
                        .filter(ReportData::isModel)
                        .map(Cell::model)
                        .distinct()
                        .toList());
    }

    public Plan plan() {
        return run.plan();
    }

    public List<Fork> forks() {
        return run.forks();
    }

    /// Cells that ask `question` of a model, in the order of the plan.
    public List<Cell> cells(Question question) {
        return planned(question).filter(ReportData::isModel).toList();
    }

    /// Cells that ask `question`, the null server's included.
    public Stream<Cell> planned(Question question) {
        return plan().cells().stream()
                .map(Plan.PlannedCell::cell)
                .filter(cell -> cell.question() == question);
    }

    /// What `cell` was offered, as a share of the capacity found under the same conditions; NaN if
    /// none was.
    public double shareOfCapacity(Cell cell) {
        return cells(Question.CAPACITY).stream()
                .filter(capacity -> capacity.model().equals(cell.model()))
                .filter(capacity -> Setting.of(capacity).equals(Setting.of(cell)))
                .map(capacity -> numbers.value(capacity, Metric.CAPACITY_PER_SECOND))
                .mapToDouble(capacity -> cell.offeredPerSecond() / capacity.orElse(Double.NaN))
                .findFirst()
                .orElse(Double.NaN);
    }

    /// The load of each model that is nearest to half its capacity.
    public List<Cell> atHalfCapacity() {
        return Plots.byModel(cells(Question.LOAD_CURVE)).values().stream()
                .map(cells ->
                        cells.stream()
                                .filter(cell -> numbers.has(cell, Metric.LAG_P99))
                                .filter(cell -> !Double.isNaN(shareOfCapacity(cell)))
                                .min(
                                        Comparator.comparingDouble(
                                                cell -> Math.abs(shareOfCapacity(cell) - 0.5))))
                .flatMap(Optional::stream)
                .toList();
    }

    /// The number a cell exists for.
    static Metric answer(Question question) {
        return question.headline().getFirst();
    }

    /// The verdict on the number the cell exists for, or on the first it has instead.
    public Verdict verdict(Cell cell) {
        return first(cell).map(Finding::verdict).orElse(Verdict.FAILED);
    }

    public String reason(Cell cell) {
        return first(cell).map(Finding::reason).orElse("nothing was measured");
    }

    private Optional<Finding> first(Cell cell) {
        return Optional.ofNullable(numbers.find(cell, answer(cell.question())))
                .or(() -> numbers.all(cell).stream().findFirst());
    }

    public TableEntry badge(Cell cell) {
        return VerdictBadge.badge(verdict(cell), reason(cell));
    }

    /// Findings of one metric over cells, those without a number left out.
    public List<Finding> known(List<Cell> cells, Metric metric) {
        return cells.stream()
                .map(cell -> numbers.find(cell, metric))
                .filter(finding -> finding != null && finding.estimate() != null)
                .toList();
    }

    /// What everything is measured against.
    public String reference() {
        return plan().reference();
    }

    /// The name of a model with what must be known beside its numbers.
    public TableEntry.Name name(String model) {
        if (model.equals(reference())) {
            return new TableEntry.Name(model, "reference, A/A");
        }
        return new TableEntry.Name(model, Models.has(model, Models.Trait.SPINS) ? "spins" : "");
    }

    private static boolean isModel(Cell cell) {
        return cell.serverKind() != ServerKind.CEILING;
    }
}
