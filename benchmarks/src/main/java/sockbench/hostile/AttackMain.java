package sockbench.hostile;

import sockbench.linux.Host;
import sockbench.linux.IdlePriority;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The other end of an [AttackProcess]: attacks when it is told, stops when it is told, and says
/// what it did. The end of standard input ends it at once.
final class AttackMain {
    static final String BEGIN = "begin ";
    static final String END = "end";
    static final String READY = "ready";
    static final String BEGUN = "begun";
    static final String IDLE_PRIORITY = "idle";

    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1) / Habit.TICKS_PER_SECOND;

    private AttackMain() {}

    /// @param args the server's port, and `idle` or another word for the priority
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args[1].equals(IDLE_PRIORITY) && Host.isLinux()) {
            IdlePriority.of(any -> true);
        }
        var server =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        var commands = new LinkedBlockingQueue<String>();
        Thread.ofPlatform().daemon().name("commands").start(() -> listen(commands));
        say(READY);
        while (true) {
            var command = commands.take();
            if (command.startsWith(BEGIN)) {
                var kind = BadPeers.valueOf(command.substring(BEGIN.length()));
                say(BEGUN);
                say(attack(new Attack(server, kind), commands).toLine());
            }
        }
    }

    private static Attack.Deeds attack(Attack attack, BlockingQueue<String> commands) {
        try (attack) {
            while (!END.equals(commands.poll())) {
                long began = System.nanoTime();
                attack.tick();
                LockSupport.parkNanos(TICK_NANOS - (System.nanoTime() - began));
            }
            return attack.deeds();
        }
    }

    private static void listen(BlockingQueue<String> commands) {
        try (var lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            lines.lines().forEach(commands::add);
        } catch (IOException | UncheckedIOException parentGone) {
            // the same as the end of the input
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
