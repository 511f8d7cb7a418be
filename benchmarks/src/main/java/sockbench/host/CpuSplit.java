package sockbench.host;

import sockbench.linux.Affinity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// How the CPUs of this machine are divided: the first half of the cores for the generator, the
/// rest for servers. Pinned because on few CPUs an unpinned pair measures the scheduler. By core,
/// because two hyper-threads of one share its units: a generator on one of them would slow a server
/// on the other, by as much as it has to do.
///
/// @param client where generators run
/// @param server where servers run
public record CpuSplit(Pinning client, Pinning server) {
    private static final CpuSplit UNPINNED = new CpuSplit(Pinning.parse(""), Pinning.parse(""));
    private static final Path CPUS = Path.of("/sys/devices/system/cpu");

    /// Unpinned where there is one core or the system cannot pin.
    public static CpuSplit here() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return UNPINNED;
        }
        try {
            return of(Affinity.get(), CPUS);
        } catch (IOException cannotPin) {
            return UNPINNED;
        }
    }

    /// @param cpus that may be used
    /// @param topology a directory as the kernel has it: `cpu0/topology/thread_siblings_list`
    static CpuSplit of(BitSet cpus, Path topology) throws IOException {
        var cores = cores(cpus, topology);
        if (cores.size() < 2) {
            return UNPINNED;
        }
        int half = cores.size() / 2;
        return new CpuSplit(
                union(cores.subList(0, half)), union(cores.subList(half, cores.size())));
    }

    /// The CPUs of each core, by the first of them.
    private static List<BitSet> cores(BitSet cpus, Path topology) throws IOException {
        var cores = new ArrayList<BitSet>();
        var left = (BitSet) cpus.clone();
        while (!left.isEmpty()) {
            int first = left.nextSetBit(0);
            var core = siblings(first, topology);
            core.and(left);
            core.set(first);
            left.andNot(core);
            cores.add(core);
        }
        return cores;
    }

    /// Alone where the kernel does not say.
    private static BitSet siblings(int cpu, Path topology) throws IOException {
        var list = topology.resolve("cpu" + cpu).resolve("topology/thread_siblings_list");
        try {
            return Pinning.parse(Files.readString(list).strip()).cpus();
        } catch (NoSuchFileException notSaid) {
            return new BitSet();
        }
    }

    private static Pinning union(List<BitSet> cores) {
        var cpus = new BitSet();
        cores.forEach(cpus::or);
        return new Pinning(cpus);
    }
}
