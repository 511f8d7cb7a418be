package sockbench.host;

import sockbench.linux.Affinity;
import sockbench.linux.Host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.stream.Collectors;

/// Which CPUs a process gets. Pinned through the thread that starts it, so that every thread of the
/// new process inherits the set and its JVM sizes its pools for it.
///
/// @param cpus numbers from 0; empty leaves the process wherever the system puts it
public record Pinning(BitSet cpus) {
    public Pinning {
        cpus = (BitSet) cpus.clone();
    }

    /// Starts something while the calling thread is on these CPUs, then moves the thread back.
    public <T> T around(PinnedStart<T> start) throws IOException {
        if (cpus.isEmpty()) {
            return start.run();
        }
        var before = Affinity.get();
        Affinity.set(cpus);
        try {
            return start.run();
        } finally {
            Affinity.set(before);
        }
    }

    /// What is started while pinned.
    public interface PinnedStart<T> {
        T run() throws IOException;
    }

    /// `0,2-3` as for `taskset -c`; empty or `none` for wherever the system likes.
    ///
    /// @throws IllegalArgumentException if it is not such a list
    public static Pinning parse(String list) {
        var cpus = new BitSet();
        if (list.isBlank() || list.equals("none")) {
            return new Pinning(cpus);
        }
        for (var range : list.split(",", -1)) {
            if (!range.matches("\\d{1,4}(-\\d{1,4})?")) {
                throw new IllegalArgumentException("CPUs must be a list like 0,2-3, was " + list);
            }
            var ends = range.split("-", -1);
            cpus.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
        }
        return new Pinning(cpus);
    }

    /// These CPUs, if there are such.
    ///
    /// @param option that named them, for the message
    /// @throws IllegalArgumentException in one line if this process may not use one of them
    public Pinning usable(String option) {
        if (!cpus.isEmpty() && Host.isLinux()) {
            var missing = (BitSet) cpus.clone();
            var allowed = allowed();
            missing.andNot(allowed);
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException(
                        "%s names CPU %d, which is not there or may not be used; there are %s"
                                .formatted(option, missing.nextSetBit(0), new Pinning(allowed)));
            }
        }
        return this;
    }

    private static BitSet allowed() {
        try {
            return Affinity.get();
        } catch (IOException unknown) {
            throw new UncheckedIOException(unknown);
        }
    }

    @Override
    public String toString() {
        return cpus.stream().mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
