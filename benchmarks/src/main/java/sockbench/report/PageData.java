package sockbench.report;

import com.google.gson.Gson;

import sockbench.report.data.ReportData;
import sockbench.report.page.Chart;
import sockbench.report.page.Page.Card;
import sockbench.report.page.Section;
import sockbench.report.page.Table;
import sockbench.report.page.TableEntry;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the page's script reads: the curves of all charts, and the citations of all numbers shown.
final class PageData {
    private final Map<String, Chart> charts = new LinkedHashMap<>();
    private final Set<String> shown = new HashSet<>();

    static String of(ReportData data, List<Card> cards, List<Section> sections) {
        var island = new PageData();
        cards.forEach(card -> island.collect(card.value()));
        sections.forEach(section -> section.blocks().forEach(island::collect));
        var content = new LinkedHashMap<String, Object>();
        content.put("charts", island.charts);
        content.put("citations", Citations.of(data, island.shown));
        return new Gson().toJson(content);
    }

    private void collect(Section.Block block) {
        if (block instanceof Chart chart) {
            charts.put(chart.id(), chart);
        } else if (block instanceof Section.Folded folded) {
            folded.blocks().forEach(this::collect);
        } else if (block instanceof Table table) {
            table.rows().forEach(row -> row.entries().forEach(this::collect));
        }
    }

    private void collect(TableEntry entry) {
        if (entry instanceof TableEntry.Measure measure) {
            collect(measure.figure());
        } else if (entry instanceof TableEntry.Figure figure && figure.citable()) {
            shown.add(figure.worth().id());
        }
    }
}
