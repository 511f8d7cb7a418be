package sockbench.compare;

import sockbench.findings.Finding;
import sockbench.results.Metric;
import sockbench.results.Question;

import java.util.List;
import java.util.stream.Collectors;

/// What two runs are compared by. Narrowed before the data are seen, it lets the same forks show
/// smaller differences, because p-values are corrected for what is compared.
///
/// @param metrics empty for the usual ones of each question
/// @param models empty for all
public record ComparisonScope(List<Metric> metrics, List<String> models) {
    public static final ComparisonScope ALL = new ComparisonScope(List.of(), List.of());

    boolean includes(Finding finding) {
        var question = finding.cell().question();
        return question != Question.CEILING
                && (metrics.isEmpty() ? question.headline() : metrics).contains(finding.metric())
                && (models.isEmpty() || models.contains(finding.cell().model()));
    }

    /// E.g. `server_cpu_us_per_request of EPOLL`.
    public String words() {
        var what =
                metrics.isEmpty()
                        ? "the usual metrics"
                        : metrics.stream().map(Metric::id).collect(Collectors.joining(", "));
        return what + " of " + (models.isEmpty() ? "all models" : String.join(", ", models));
    }
}
