package sockbench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// A control group with so few threads that the runner starts and its forks or servers do not. No
/// limit of a user would do: there is none for root.
final class FewThreads implements Surroundings {
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");

    private final Path group;

    FewThreads() {
        var pids = GROUPS.resolve("pids");
        this.group =
                (Files.exists(pids) ? pids : GROUPS)
                        .resolve("sockbench-faults-" + ProcessHandle.current().pid());
    }

    @Override
    public List<String> prefix(Path results, Random random) throws IOException {
        Files.createDirectory(group);
        Files.writeString(group.resolve("pids.max"), Integer.toString(random.nextInt(35, 75)));
        return List.of("sh", "-c", "echo $$ >\"$0/cgroup.procs\" && exec \"$@\"", group.toString());
    }

    @Override
    public void leave() throws IOException {
        Files.deleteIfExists(group);
    }
}
