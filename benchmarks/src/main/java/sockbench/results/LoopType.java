package sockbench.results;

import java.util.Locale;

/// What makes the generator send its next request.
public enum LoopType {
    /// The answer to the one before.
    CLOSED,
    /// A schedule with exponential gaps.
    OPEN_POISSON,
    /// A schedule with equal gaps.
    OPEN_CONSTANT;

    /// The name in files, e.g. `open-poisson`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean isOpen() {
        return this != CLOSED;
    }

    /// @throws IllegalArgumentException if there is no such loop
    public static LoopType of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
