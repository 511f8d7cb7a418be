package sockbench.faults;

/// What becomes of a run with a fault.
enum Ending {
    /// The runner ends before its time.
    STOPPED,
    /// The run comes to its end; cells are FAILED and say why.
    FAILED_CELLS,
    /// A line says which file could not be written.
    FILE_NAMED,
    /// Forks fail or the runner ends: it depends on who comes too short.
    STARVED,
    /// Nothing fails.
    WHOLE
}
