package sockbench.report;

import sockbench.evidence.Citation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The citations of a page, small enough to travel with it: most of each is the same machine, the
/// same run and the same conditions, so pieces are kept once and citations are lists of them.
final class Citations {
    /// Between conditions, machine, versions and run, and around what differs from form to form.
    private static final Pattern PIECES =
            Pattern.compile(
                    "(?<=[;\\]] )|(?<=\\n)|(?<= id )|(?<=\\[)|(?="
                            + " \\()|(?<=\\))|(?=\\*\\*)|(?<=\\*\\*)|(?<= \\{)");

    private final Map<String, Integer> pieces = new LinkedHashMap<>();
    private final Map<String, Map<String, int[]>> forms = new TreeMap<>();

    /// What the script reads.
    record Island(List<String> pieces, Map<String, Map<String, int[]>> forms) {}

    /// @param shown ids of the numbers on the page
    static Island of(Material material, Set<String> shown) {
        var citations = new Citations();
        for (var finding : material.numbers().all()) {
            if (finding.isCitable() && shown.contains(finding.id())) {
                citations.add(finding.id(), new Citation(material.run(), finding));
            }
        }
        return new Island(List.copyOf(citations.pieces.keySet()), citations.forms);
    }

    private void add(String id, Citation citation) {
        var texts = new HashMap<String, int[]>();
        texts.put("sentence", indices(citation.sentence()));
        texts.put("markdown", indices(citation.markdown()));
        texts.put("bibtex", indices(citation.bibtex()));
        forms.put(id, new TreeMap<>(texts));
    }

    private int[] indices(String text) {
        return PIECES.splitAsStream(text)
                .mapToInt(piece -> pieces.computeIfAbsent(piece, added -> pieces.size()))
                .toArray();
    }
}
