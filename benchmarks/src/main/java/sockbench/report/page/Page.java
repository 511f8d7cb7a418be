package sockbench.report.page;

import java.util.List;

/// The whole report.
///
/// @param title the answer in few words
/// @param run which run it is
/// @param tag how precise it is
/// @param statements what follows the title, each under a name
/// @param answer the picture that shows it; nothing or one block
/// @param warnings what a reader must know before believing a number
/// @param facts machine, run and effort, one line each
/// @param missing what is not there, one line each
/// @param island JSON for the script: citations
public record Page(
        String title,
        String run,
        Tag tag,
        List<Statement> statements,
        List<Section.Block> answer,
        List<String> warnings,
        List<String> facts,
        List<Section> sections,
        List<String> missing,
        String island,
        PageAssets assets) {
    /// @param tone `good`, `warn` or `bad`
    public record Tag(String text, String tone) {}

    /// @param command what to type; empty if there is nothing
    public record Statement(String name, List<String> sentences, String command) {}

    /// What is inlined, and the hashes by which the browser knows it.
    public record PageAssets(String style, String script, String policy) {}
}
