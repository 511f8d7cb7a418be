package sockbench.models.overlappedroutine;

/// The record of one posted operation, used again for the next once that has completed: an
/// `OVERLAPPED` with its completion routine.
final class Overlapped {
    private static final Routine NOTHING = result -> {};

    /// What the kernel knows the operation by.
    final int index;

    Routine routine = NOTHING;

    Overlapped(int index) {
        this.index = index;
    }
}
