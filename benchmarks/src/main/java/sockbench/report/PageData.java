package sockbench.report;

import com.google.gson.Gson;

import sockbench.report.data.ReportData;
import sockbench.report.page.Forest;
import sockbench.report.page.Section;
import sockbench.report.page.Table;
import sockbench.report.page.TableEntry;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the page's script reads: the citations of all numbers shown.
final class PageData {
    private final Set<String> shown = new HashSet<>();

    static String of(ReportData data, List<Section.Block> answer, List<Section> sections) {
        var island = new PageData();
        answer.forEach(island::collect);
        sections.forEach(section -> section.blocks().forEach(island::collect));
        return new Gson().toJson(Map.of("citations", Citations.of(data, island.shown)));
    }

    private void collect(Section.Block block) {
        switch (block) {
            case Section.Folded folded -> folded.blocks().forEach(this::collect);
            case Table table ->
                    table.rows().forEach(row -> row.entries().forEach(this::collect));
            case Forest forest -> forest.rows().forEach(this::collect);
            default -> {}
        }
    }

    private void collect(Forest.Row row) {
        if (row.dossier() != null && !row.dossier().citation().isEmpty()) {
            shown.add(row.dossier().citation());
        }
    }

    private void collect(TableEntry entry) {
        if (entry instanceof TableEntry.Figure figure && figure.citable()) {
            shown.add(figure.worth().id());
        }
    }
}
