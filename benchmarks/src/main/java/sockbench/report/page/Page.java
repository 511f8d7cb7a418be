package sockbench.report.page;

import java.util.List;

/// The whole report.
///
/// @param title the answer in few words
/// @param facts machine, run and effort, one line each
/// @param answer the finding in sentences, with what cannot be told apart
/// @param sureness how sure the finding is
/// @param warnings what a reader must know before believing a number
/// @param missing what is not there, one line each
/// @param island JSON for the script: charts and citations
/// @param style CSS to inline
/// @param scripts JavaScript to inline, in order
public record Page(
        String title,
        List<String> facts,
        List<String> answer,
        List<String> sureness,
        List<Card> cards,
        List<String> warnings,
        List<Section> sections,
        List<String> missing,
        String island,
        String style,
        List<String> scripts) {
    /// One fact to take away.
    public record Card(String label, TableEntry value, String note) {}
}
