package sockbench.report.page;

import java.util.List;

/// How to get from one number to the windows it was made from.
///
/// @param id anchor
/// @param citation id of the number, for the action to cite it; empty if it may not be cited
/// @param sentence what may be quoted, or why nothing may
/// @param forks number, start and value of each
/// @param blocks SVG of the block ratios of each fork over time; empty if there are none
/// @param numbers other numbers of the same row, with their intervals
/// @param commands what finds the same in the files
public record Dossier(
        String id,
        String citation,
        String sentence,
        Table forks,
        String blocks,
        List<Section.NamedText> numbers,
        List<Section.NamedText> commands) {}
