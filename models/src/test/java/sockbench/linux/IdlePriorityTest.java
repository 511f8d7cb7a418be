package sockbench.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

@EnabledOnOs(OS.LINUX)
class IdlePriorityTest {
    private static final int SCHED_OTHER = 0;
    private static final int SCHED_IDLE = 5;

    /// The scheduling policy is the 41st field of `/proc/PID/task/TID/stat`, see proc_pid_stat(5);
    /// after the name in parentheses fields are counted from the third.
    private static final int POLICY = 41 - 3;

    @Test
    void movesTheThreadsOfThatNameAndNoOther() throws Exception {
        var done = new CountDownLatch(1);
        var gentle = thread("gentle", done);
        var eager = thread("eager", done);
        try {
            var found = IdlePriority.of(name -> name.equals("gentle"));

            assertThat(found).hasSize(1);
            assertThat(policies("gentle")).containsExactly(SCHED_IDLE);
            assertThat(policies("eager")).containsExactly(SCHED_OTHER);
        } finally {
            done.countDown();
            gentle.join();
            eager.join();
        }
    }

    @Test
    void toldWhetherAThreadWantsACpu() throws Exception {
        var done = new CountDownLatch(1);
        var asleep = thread("asleep", done);
        var busy =
                Thread.ofPlatform()
                        .name("busy")
                        .start(() -> {
                            while (done.getCount() > 0) {
                                Thread.onSpinWait();
                            }
                        });
        try {
            int waiting = IdlePriority.of(name -> name.equals("asleep")).getFirst();
            int running = IdlePriority.of(name -> name.equals("busy")).getFirst();

            await().untilAsserted(() -> assertThat(IdlePriority.wantsCpu(waiting)).isFalse());
            assertThat(IdlePriority.wantsCpu(running)).isTrue();
        } finally {
            done.countDown();
            asleep.join();
            busy.join();
        }
    }

    private static Thread thread(String name, CountDownLatch done) throws InterruptedException {
        var running = new CountDownLatch(1);
        var thread =
                Thread.ofPlatform()
                        .name(name)
                        .start(() -> {
                            running.countDown();
                            try {
                                done.await();
                            } catch (InterruptedException ended) {
                                Thread.currentThread().interrupt();
                            }
                        });
        running.await();
        return thread;
    }

    private static List<Integer> policies(String name) throws IOException {
        var policies = new ArrayList<Integer>();
        try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (var thread : threads) {
                var stat = Files.readString(thread.resolve("stat"));
                if (stat.contains("(" + name + ")")) {
                    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                    policies.add(Integer.parseInt(fields[POLICY]));
                }
            }
        }
        return policies;
    }
}
