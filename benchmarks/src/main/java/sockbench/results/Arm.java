package sockbench.results;

import java.util.Locale;

/// Which of the two that are compared a window belongs to.
public enum Arm {
    /// What is asked about.
    SUBJECT,
    /// What everything is measured against.
    REFERENCE;

    /// The name in files, e.g. `subject`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException if there is no such arm
    public static Arm of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
