package sockbench.report;

import sockbench.evidence.Finding;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.stats.Contest;
import sockbench.stats.Estimate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Who needs least, and how sure that is.
final class HeadlineSection {
    private static final String EXPLANATION =
            "Ranked by server CPU per request, the steadiest figure; 1 / that figure is what one"
                + " server CPU could do. Bars carry 95 % intervals over forks. Models that cannot"
                + " be told apart share a rank. ≥ marks a lower bound: the generator was the limit."
                + " Hover over a number for its verdict, click a dotted one to cite it.";

    private HeadlineSection() {}

    static Section of(Material material) {
        var blocks = new ArrayList<Block>();
        for (var setting : Setting.natural(material)) {
            var table = table(material, setting);
            if (blocks.isEmpty()) {
                blocks.add(
                        table.table(
                                capital(setting.words()) + ", closed loop, natural thread counts"));
                table.tooFewForks().map(Section.Note::plain).ifPresent(blocks::add);
                Noise.words(material).map(Section.Note::plain).ifPresent(blocks::add);
            } else {
                blocks.add(new Section.Folded(capital(setting.words()), List.of(table.table(""))));
            }
        }
        if (blocks.isEmpty()) {
            blocks.add(
                    Section.Note.absent(
                            "Not measured in this run: it has no throughput question."));
        }
        return new Section("ranking", "Ranking", "Ranking", EXPLANATION, blocks);
    }

    static RankingTable table(Material material, Setting setting) {
        var costs = material.known(setting.cells(material, Question.THROUGHPUT), Metric.SERVER_CPU);
        return new RankingTable(material, setting, ranks(material, costs));
    }

    private static Map<Cell, Integer> ranks(Material material, List<Finding> costs) {
        var forks = new LinkedHashMap<String, double[]>();
        var cells = new HashMap<String, Cell>();
        for (var cost : costs) {
            cells.put(cost.cell().model(), cost.cell());
            forks.put(
                    cost.cell().model(),
                    cost.forks().stream().mapToDouble(value -> value).toArray());
        }
        var contest =
                new Contest(
                        forks, Estimate.Center.MEAN, Noise.floor(material), material.plan().seed());
        var ranks = new HashMap<Cell, Integer>();
        for (var entry : contest.rank(false).entries()) {
            ranks.put(Objects.requireNonNull(cells.get(entry.name())), entry.rank());
        }
        return ranks;
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
