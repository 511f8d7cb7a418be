package sockbench.plan;

import sockbench.results.Cell;

import java.util.List;

/// Cells under the same conditions, one for each of several models, which one fork measures in
/// blocks: a window of every model in each, and one of the reference.
///
/// @param cells of the subjects; all fields but the model are alike
/// @param blocks at least 1
/// @param paired false where the reference could not sustain the load
public record Stage(List<Cell> cells, int blocks, boolean paired) {
    /// The conditions, with no model.
    public Cell conditions() {
        return cells.getFirst().withModel("");
    }

    /// Windows in a block.
    public int windows() {
        return cells.size() + (paired ? 1 : 0);
    }

    /// The subject of a window; the last place of a block's list is the reference's.
    public boolean isReference(int place) {
        return place == cells.size();
    }
}
