package sockbench.report;

import sockbench.provenance.Citation;
import sockbench.report.data.ReportData;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The citations of a page, small enough to travel with it.
///
/// Most of each is the same machine, the same run and the same conditions, so pieces of sentences
/// are kept once. The other forms of a citation are the same pieces in another order with other
/// words between them; that order is the same for thousands, and kept once, too.
final class Citations {
    /// Between model, quantity, value, conditions, machine, versions and run.
    private static final Pattern PIECES =
            Pattern.compile(
                    "(?<=; )|(?=; )|(?<=: )|(?=: )|(?= \\()|(?<=\\))|(?<= id )|(?=\\.$)"
                            + "|(?<=run )|(?=, fork)|(?<=[a-z)] )(?=[\\d.]+ )");

    /// What means something to TeX.
    private static final Pattern SPECIAL = Pattern.compile("[%_&#$]");

    private static final int SHORTEST = 3;

    private final Map<String, Integer> pieces = new LinkedHashMap<>();
    private final Map<List<Object>, Integer> orders = new LinkedHashMap<>();
    private final Map<String, Citable> entries = new TreeMap<>();

    /// What the script reads.
    ///
    /// @param orders each a list of texts and of numbers, which are places in the sentence
    record Island(List<String> pieces, List<List<Object>> orders, Map<String, Citable> entries) {}

    /// @param p pieces of the sentence, in their order
    /// @param m order of the Markdown form
    /// @param b order of the BibTeX form, whose pieces are escaped
    record Citable(List<Integer> p, int m, int b) {}

    /// @param shown ids of the numbers on the page
    static Island of(ReportData data, Set<String> shown) {
        var citations = new Citations();
        for (var finding : data.numbers().all()) {
            if (finding.isCitable() && shown.contains(finding.id())) {
                citations.add(finding.id(), new Citation(data.run(), finding));
            }
        }
        return new Island(
                List.copyOf(citations.pieces.keySet()),
                List.copyOf(citations.orders.keySet()),
                citations.entries);
    }

    private void add(String id, Citation citation) {
        var sentence = PIECES.splitAsStream(citation.sentence()).toList();
        entries.put(
                id,
                new Citable(
                        sentence.stream().map(this::index).toList(),
                        order(citation.markdown(), sentence),
                        order(
                                citation.bibtex(),
                                sentence.stream().map(Citations::escaped).toList())));
    }

    private int index(String piece) {
        return pieces.computeIfAbsent(piece, added -> pieces.size());
    }

    /// A text in terms of the pieces of a sentence, the longest first that fits.
    private int order(String text, List<String> sentence) {
        var order = new ArrayList<>();
        var words = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int piece = fitting(text, at, sentence);
            if (piece < 0) {
                words.append(text.charAt(at++));
                continue;
            }
            if (!words.isEmpty()) {
                order.add(words.toString());
                words.setLength(0);
            }
            order.add(piece);
            at += sentence.get(piece).length();
        }
        if (!words.isEmpty()) {
            order.add(words.toString());
        }
        return orders.computeIfAbsent(order, added -> orders.size());
    }

    /// The index of the longest piece that the text goes on with; -1 if there is none.
    private static int fitting(String text, int at, List<String> sentence) {
        int longest = -1;
        int length = SHORTEST - 1;
        for (int i = 0; i < sentence.size(); i++) {
            var piece = sentence.get(i);
            if (piece.length() > length && text.startsWith(piece, at)) {
                longest = i;
                length = piece.length();
            }
        }
        return longest;
    }

    private static String escaped(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }
}
