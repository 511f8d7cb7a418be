package sockbench.report.sections;

import sockbench.report.data.MachineHistory;
import sockbench.report.data.MachineHistory.ForkMoment;
import sockbench.report.data.ReportData;
import sockbench.report.page.Section;
import sockbench.results.Limits;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// What happened to the machine: a strip of all forks in time.
public final class MachineSection {
    private static final double WIDTH = 1000;
    private static final double LANE = 84;
    private static final double LEFT = 60;
    private static final double HIGHEST = 2;

    private final ReportData data;
    private final List<ForkMoment> forks;

    private MachineSection(ReportData data, List<ForkMoment> forks) {
        this.data = data;
        this.forks = forks;
    }

    public static Section of(ReportData data) {
        var history = MachineHistory.of(data.run());
        var section = new MachineSection(data, history.forks());
        var blocks = new ArrayList<Section.Block>();
        if (!history.forks().isEmpty()) {
            history.notices(data.reference()).stream()
                    .map(Section.Note::warning)
                    .forEach(blocks::add);
            if (blocks.isEmpty()) {
                blocks.add(Section.Note.plain(section.calm()));
            }
            blocks.add(section.strip());
        }
        return new Section(
                "machine",
                "Machine",
                "What happened to the machine",
                "%s is the same server in every fork, so what it did there alone, against its own"
                                .formatted(data.reference())
                        + " median under the same conditions, is what the machine did to everybody.",
                blocks);
    }

    private String calm() {
        return "In no fork did its rate or its cost differ from the median by more than %.0f %%."
                .formatted(100 * Limits.MACHINE_CHANGED.value());
    }

    private Section.Block strip() {
        var svg =
                new Svg(
                        "viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"All forks in time\""
                                .formatted(WIDTH, 2 * LANE + 22));
        lane(svg, 0, "rate", ForkMoment::rate);
        lane(svg, LANE, "cost", ForkMoment::cost);
        var last = forks.getLast();
        svg.words("", Svg.number(LEFT), Svg.number(2 * LANE + 16), "start", "0 min");
        svg.words(
                "",
                Svg.number(WIDTH),
                Svg.number(2 * LANE + 16),
                "end",
                String.format(Locale.ROOT, "%.0f min", end() / 60));
        svg.words(
                "",
                Svg.number((LEFT + WIDTH) / 2),
                Svg.number(2 * LANE + 16),
                "middle",
                "forks 1 to " + last.number());
        return new Section.Drawing(
                svg.toString(),
                "One bar for each fork, from its begin to its end. Rate: requests per s of %s in"
                                .formatted(data.reference())
                        + " closed loops, × its median. Cost: its CPU per request, × its median."
                        + " Beyond the dashed lines the page warns; bars above 2 are cut off.");
    }

    private void lane(Svg svg, double top, String name, ToDoubleFunction<ForkMoment> value) {
        var limit = Limits.MACHINE_CHANGED.value();
        svg.words("strong", "0", Svg.number(top + 14), "start", name);
        for (double at : new double[] {1 - limit, 1, 1 + limit}) {
            var y = Svg.number(top + y(at));
            svg.line(at == 1 ? "axis" : "zero", Svg.number(LEFT), y, Svg.number(WIDTH), y);
        }
        svg.words("", Svg.number(LEFT - 6), Svg.number(top + y(1) + 4), "end", "1");
        for (var fork : forks) {
            var share = value.applyAsDouble(fork);
            if (Double.isFinite(share)) {
                var height = y(0) - y(Math.min(share, HIGHEST));
                var style = Math.abs(share - 1) > limit ? "bar far" : "bar";
                svg.bar(
                        style,
                        Svg.number(x(fork.start())),
                        Svg.number(top + y(0) - height),
                        Svg.number(Math.max(1.2, x(fork.seconds()) - x(0) - 1)),
                        Svg.number(height),
                        String.format(
                                Locale.ROOT, "fork %d: %s × %.2f", fork.number(), name, share));
            }
        }
    }

    private double end() {
        return forks.stream().mapToDouble(fork -> fork.start() + fork.seconds()).max().orElse(1);
    }

    private double x(double seconds) {
        return LEFT + (WIDTH - LEFT) * seconds / Math.max(1, end());
    }

    private static double y(double share) {
        return (LANE - 10) * (1 - share / HIGHEST) + 4;
    }
}
