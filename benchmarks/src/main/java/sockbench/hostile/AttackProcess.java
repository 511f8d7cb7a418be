package sockbench.hostile;

import sockbench.host.ChildException;
import sockbench.host.ChildJvm;
import sockbench.host.Pinning;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Bad peers in a process of their own, so that the generator's thread never waits for them. Ends
/// when this process ends.
///
/// Not thread-safe.
final class AttackProcess implements AutoCloseable {
    private static final List<String> JVM_OPTIONS =
            List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1");

    /// To reset ten thousand connections on a CPU that others want.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChildJvm jvm;

    /// @param pinning where it runs
    /// @param idle whether it gets only what nobody else wants of those CPUs
    AttackProcess(int port, Pinning pinning, boolean idle) throws IOException {
        var priority = idle ? AttackMain.IDLE_PRIORITY : "normal";
        var program = List.of(AttackMain.class.getName(), Integer.toString(port), priority);
        this.jvm = ChildJvm.start("attack", JVM_OPTIONS, program, pinning);
        jvm.answer(AttackMain.READY, PATIENCE);
    }

    /// Waits until it has a CPU and is about to connect: at idle priority that may take a while.
    void begin(BadPeers kind) throws ChildException {
        jvm.say(AttackMain.BEGIN + kind);
        jvm.answer(AttackMain.BEGUN, PATIENCE);
    }

    /// Waits until every connection is reset.
    Attack.Deeds end() throws ChildException {
        jvm.say(AttackMain.END);
        return Attack.Deeds.parse(jvm.answer("what it did", PATIENCE));
    }

    /// Ends it at once; the system resets its connections.
    @Override
    public void close() {
        jvm.kill();
    }
}
