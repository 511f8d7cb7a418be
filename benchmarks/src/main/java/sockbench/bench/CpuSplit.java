package sockbench.bench;

import sockbench.host.Pinning;
import sockbench.linux.Affinity;

import java.io.IOException;
import java.util.BitSet;

/// How the CPUs of this machine are divided: the first half for the generator, the rest for
/// servers. Pinned because on few CPUs an unpinned pair measures the scheduler.
///
/// @param client where generators run
/// @param server where servers run
public record CpuSplit(Pinning client, Pinning server) {
    private static final CpuSplit UNPINNED = new CpuSplit(Pinning.parse(""), Pinning.parse(""));

    /// Unpinned where there is one CPU or the system cannot pin.
    public static CpuSplit here() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return UNPINNED;
        }
        try {
            return of(Affinity.get());
        } catch (IOException cannotPin) {
            return UNPINNED;
        }
    }

    static CpuSplit of(BitSet cpus) {
        if (cpus.cardinality() < 2) {
            return UNPINNED;
        }
        var client = new BitSet();
        var server = new BitSet();
        int half = cpus.cardinality() / 2;
        cpus.stream().forEach(cpu -> (client.cardinality() < half ? client : server).set(cpu));
        return new CpuSplit(new Pinning(client), new Pinning(server));
    }
}
