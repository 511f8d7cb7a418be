package sockbench.report.sections;

import sockbench.findings.OrderEffects;
import sockbench.report.data.ReportData;
import sockbench.report.data.VerdictBadge;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.results.Fork;
import sockbench.results.Metric;
import sockbench.results.Plan;
import sockbench.results.Verdict;
import sockbench.stats.Estimate.Center;
import sockbench.text.Digits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Whether the machine changed while it was measured, and what was left out.
public final class OrderSection {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 200;
    private static final int LEFT = 52;
    private static final int BOTTOM = 30;

    private final ReportData data;

    private OrderSection(ReportData data) {
        this.data = data;
    }

    public static Section of(ReportData data) {
        var section = new OrderSection(data);
        var blocks = new ArrayList<Block>();
        section.drift().ifPresent(blocks::add);
        OrderEffects.of(data.run()).stream()
                .map(order -> Section.Note.plain(order.sentence() + "."))
                .forEach(blocks::add);
        var remarks = section.remarks();
        if (!remarks.isEmpty()) {
            blocks.add(new Section.Heading("Remarks on server CPU that stands"));
            blocks.add(new Section.Pairs(false, remarks));
        }
        blocks.add(new Section.Heading("Counted, and left out by rule"));
        blocks.add(new Section.Pairs(false, section.exclusions()));
        return new Section(
                "order",
                "Order",
                "Order, drift and exclusions",
                "Subject and reference alternate within fractions of a second, so a machine that"
                    + " becomes slower makes both dearer and leaves their ratio alone. If the order"
                    + " mattered all the same, the dots below would lean.",
                blocks);
    }

    /// The ratio of each fork against the median of its cell, in order of execution. A fork that
    /// measured several cells has one dot, the median of theirs.
    private Optional<Block> drift() {
        var deviations = new TreeMap<Integer, List<Double>>();
        for (var cell : data.plan().cells()) {
            var finding = data.numbers().find(cell.cell(), Metric.SERVER_CPU);
            if (finding != null && !finding.ratios().isEmpty()) {
                double median = median(finding.ratios().values());
                finding.ratios()
                        .forEach((fork, ratio) ->
                                deviations
                                        .computeIfAbsent(fork, number -> new ArrayList<>())
                                        .add(100 * (ratio / median - 1)));
            }
        }
        if (deviations.isEmpty()) {
            return Optional.empty();
        }
        var dots = new TreeMap<Integer, Double>();
        deviations.forEach((fork, percent) -> dots.put(fork, median(percent)));
        return Optional.of(
                new Section.Drawing(
                        draw(dots),
                        "Server CPU per request × reference of each fork against the median of its"
                            + " cell, in %, in order of execution. Dots beyond the frame lie on its"
                            + " edge."));
    }

    private static double median(Collection<Double> values) {
        return Center.MEDIAN.of(values.stream().mapToDouble(value -> value).toArray());
    }

    /// What a minority of forks did, which decides nothing: e.g. that their cost changed while it
    /// was measured.
    private List<Section.NamedText> remarks() {
        return data.numbers().all().stream()
                .filter(finding -> finding.metric() == Metric.SERVER_CPU)
                .filter(finding -> finding.verdict() == Verdict.VALID)
                .filter(finding -> !finding.reason().isEmpty())
                .map(finding -> new Section.NamedText(finding.cell().toString(), finding.reason()))
                .toList();
    }

    private static String draw(SortedMap<Integer, Double> dots) {
        var sizes = dots.values().stream().map(Math::abs).sorted().toList();
        double range = Math.max(1, Math.ceil(sizes.get(sizes.size() * 98 / 100)));
        var svg = new StringBuilder();
        svg.append(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Drift\">"
                        .formatted(WIDTH, HEIGHT));
        for (double percent : new double[] {range, 0, -range}) {
            var style = percent == 0 ? "axis zero" : "axis";
            var at = number(y(percent, range));
            svg.append("<path class=\"%s\" d=\"M%d %sH%d\"/>".formatted(style, LEFT, at, WIDTH));
            svg.append(
                    "<text x=\"%d\" y=\"%s\" text-anchor=\"end\" dy=\"4\">%+.0f %%</text>"
                            .formatted(LEFT - 8, at, percent));
        }
        int last = dots.lastKey();
        dots.forEach((fork, percent) ->
                svg.append(
                        "<circle class=\"dot\" r=\"2.6\" cx=\"%s\" cy=\"%s\"/>"
                                .formatted(
                                        number(
                                                LEFT
                                                        + 8
                                                        + (WIDTH - LEFT - 16.0)
                                                                * (fork - 1)
                                                                / Math.max(1, last - 1)),
                                        number(y(percent, range)))));
        svg.append("<text x=\"%d\" y=\"%d\">fork 1</text>".formatted(LEFT, HEIGHT - 6));
        svg.append(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">fork %d</text>"
                        .formatted(WIDTH, HEIGHT - 6, last));
        return svg.append("</svg>").toString();
    }

    private static double y(double percent, double range) {
        double middle = (HEIGHT - BOTTOM) / 2.0;
        return middle - Math.clamp(percent / range, -1, 1) * (middle - 8);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private List<Section.NamedText> exclusions() {
        var pairs = new ArrayList<Section.NamedText>();
        var forks = data.forks().stream().mapToInt(Fork::number).distinct().count();
        pairs.add(new Section.NamedText("Forks that ended", Digits.count((double) forks)));
        pairs.add(
                new Section.NamedText(
                        "Windows, the reference's included",
                        Digits.count(data.run().windows().size())));
        var byOutcome =
                data.forks().stream()
                        .filter(fork -> fork.outcome() != Verdict.VALID)
                        .collect(
                                Collectors.groupingBy(
                                        Fork::outcome, TreeMap::new, Collectors.toList()));
        byOutcome.forEach((outcome, ended) ->
                pairs.add(
                        new Section.NamedText(
                                "Cells of forks " + VerdictBadge.words(outcome),
                                ended.size()
                                        + ": "
                                        + ended.stream()
                                                .map(fork ->
                                                        fork.number() + " (" + fork.reason() + ")")
                                                .distinct()
                                                .collect(Collectors.joining(", ")))));
        long unavailable = data.plan().cells().stream().filter(cell -> !cell.isAvailable()).count();
        int expected = data.plan().cells().stream().mapToInt(Plan.PlannedCell::rounds).sum();
        pairs.add(new Section.NamedText("Cells of forks planned", Integer.toString(expected)));
        pairs.add(new Section.NamedText("Cells unavailable here", unavailable + reasons()));
        pairs.add(new Section.NamedText("Left out by eye", "none, ever"));
        return pairs;
    }

    private String reasons() {
        var reasons =
                data.plan().cells().stream()
                        .filter(cell -> !cell.isAvailable())
                        .collect(
                                Collectors.groupingBy(
                                        Plan.PlannedCell::unavailable,
                                        TreeMap::new,
                                        Collectors.counting()));
        return reasons.isEmpty()
                ? ""
                : ": "
                        + reasons.entrySet().stream()
                                .map(entry -> entry.getValue() + " × " + entry.getKey())
                                .collect(Collectors.joining("; "));
    }
}
