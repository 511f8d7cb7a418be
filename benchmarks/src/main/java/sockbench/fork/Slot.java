package sockbench.fork;

import sockbench.plan.Stage;
import sockbench.results.Arm;
import sockbench.results.Cell;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The place of one window in a fork.
///
/// @param stage index in the fork
/// @param place index of the subject in its stage, or the number of subjects for the reference
/// @param block from 1, within the stage
/// @param position from 1, within the block
public record Slot(int stage, int place, int block, int position) {
    /// All windows of a fork in order. The order within blocks follows Latin squares: in as many
    /// blocks as a block has windows, each model has had each position once. So what the machine
    /// does steadily over a block, and what one position does to a window, falls on all alike.
    static List<Slot> of(List<Stage> stages, long seed) {
        var random = new SplittableRandom(seed);
        var slots = new ArrayList<Slot>();
        for (int stage = 0; stage < stages.size(); stage++) {
            var square = List.<int[]>of();
            int size = stages.get(stage).windows();
            for (int block = 1; block <= stages.get(stage).blocks(); block++) {
                int row = (block - 1) % size;
                if (row == 0) {
                    square = latinSquare(size, random);
                }
                for (int position = 1; position <= size; position++) {
                    slots.add(new Slot(stage, square.get(row)[position - 1], block, position));
                }
            }
        }
        return List.copyOf(slots);
    }

    public Arm arm(List<Stage> stages) {
        return stages.get(stage).isReference(place) ? Arm.REFERENCE : Arm.SUBJECT;
    }

    /// What the window is filed under.
    public Cell cell(List<Stage> stages, String reference) {
        var in = stages.get(stage);
        return in.isReference(place) ? in.conditions().withModel(reference) : in.cells().get(place);
    }

    /// A cyclic square with its symbols renamed and its rows shuffled.
    private static List<int[]> latinSquare(int size, SplittableRandom random) {
        var symbols = shuffled(size, random);
        var rows = new ArrayList<int[]>();
        for (int shift : shuffled(size, random)) {
            rows.add(
                    IntStream.range(0, size)
                            .map(column -> symbols[(column + shift) % size])
                            .toArray());
        }
        return rows;
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] numbers = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = swapped;
        }
        return numbers;
    }
}
