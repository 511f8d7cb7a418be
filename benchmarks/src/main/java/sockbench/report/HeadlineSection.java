package sockbench.report;

import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.results.Metric;
import sockbench.results.Question;

import java.util.ArrayList;
import java.util.List;

/// Who needs least, and how sure that is.
final class HeadlineSection {
    private static final String EXPLANATION =
            "Ranked by server CPU per request, the steadiest figure; 1 / that figure is what one"
                + " server CPU could do. Bars carry 95 % intervals over forks. Models that cannot"
                + " be told apart share a rank. ≥ marks a lower bound: the generator was the limit."
                + " Hover over a number for its verdict, click a dotted one to cite it: the"
                + " citation names the forks in samples.csv that the number, its rank and every"
                + " ratio of it rest on.";

    private HeadlineSection() {}

    static Section of(Material material) {
        var blocks = new ArrayList<Block>();
        for (var setting : Setting.natural(material)) {
            var table = table(material, setting);
            if (blocks.isEmpty()) {
                blocks.add(
                        table.table(
                                capital(setting.words()) + ", closed loop, natural thread counts"));
                table.remarks().stream().map(Section.Note::plain).forEach(blocks::add);
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
        var cells = setting.cells(material, Question.THROUGHPUT);
        return new RankingTable(
                material,
                cells,
                material.comparisons().table(cells.getFirst(), Metric.SERVER_CPU).orElse(null));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
