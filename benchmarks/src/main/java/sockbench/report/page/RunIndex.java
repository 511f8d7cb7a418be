package sockbench.report.page;

import java.util.List;

/// All runs of a directory.
///
/// @param rows newest first
/// @param trends what each model came to in run after run; nothing or one drawing
public record RunIndex(
        String title, List<Row> rows, List<Section.Block> trends, Page.PageAssets assets) {
    /// @param run name of the directory
    /// @param href of its page; empty if there is none
    public record Row(
            String run, String href, String profile, String machine, Page.Tag tag, String title) {}
}
