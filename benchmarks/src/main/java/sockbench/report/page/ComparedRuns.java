package sockbench.report.page;

import java.util.List;

/// Two compared runs.
///
/// @param title what changed, in one sentence
/// @param runs which was compared with which
/// @param preface what must be known before a line is read
/// @param pictures a heading and a picture for each metric, the most important first
/// @param missing what could not be compared, folded
public record ComparedRuns(
        String title,
        String runs,
        List<String> preface,
        List<Section.Block> pictures,
        List<Section.Block> missing,
        Page.PageAssets assets) {}
