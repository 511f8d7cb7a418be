package sockbench.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What a run begins in.
interface Surroundings {
    /// What the run's command is started with.
    ///
    /// @param results where the run will be
    List<String> prefix(Path results, Random random) throws IOException;

    /// Of the runner's JVM.
    default List<String> jvmOptions() {
        return List.of();
    }

    /// After the last process of the run has ended.
    default void leave() throws IOException {}

    /// As a machine has them that is in order.
    static Surroundings good() {
        return (results, random) -> List.of();
    }

    static Surroundings limited(String... limits) {
        return (results, random) -> {
            var prefix = new ArrayList<>(List.of("prlimit"));
            prefix.addAll(List.of(limits));
            return prefix;
        };
    }

    /// So much address space that the runner starts and a fork does not, or not for long.
    static Surroundings littleMemory() {
        return new Surroundings() {
            @Override
            public List<String> prefix(Path results, Random random) {
                return List.of("prlimit", "--as=" + random.nextLong(1_600_000_000L, 2_200_000_000L));
            }

            @Override
            public List<String> jvmOptions() {
                return List.of(
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:CompressedClassSpaceSize=64m",
                        "-XX:ReservedCodeCacheSize=64m");
            }
        };
    }

    /// A network of its own, whose system has two ports to give away.
    static Surroundings twoPorts() {
        return (results, random) ->
                List.of(
                        "unshare",
                        "--net",
                        "sh",
                        "-c",
                        """
                        ip link set lo up &&
                        echo '40000 40001' >/proc/sys/net/ipv4/ip_local_port_range &&
                        exec "$@"
                        """,
                        "sh");
    }

    /// A disk of its own for the results, of so many KiB that the report does not fit. What is on
    /// it is copied to below it, where the working directory is: the disk goes with its namespace.
    static Surroundings smallDisk() {
        return (results, random) ->
                List.of(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        """
                        mkdir -p "$0" && cd "$0" &&
                        mount -t tmpfs -o size=%dk tmpfs "$0" || exit
                        (cd "$OLDPWD" && "$@")
                        status=$?
                        cp -a "$0/." .
                        exit $status
                        """
                                .formatted(4 * random.nextInt(1, 50)),
                        results.toString());
    }

    static Surroundings withoutUring() {
        return (results, random) ->
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutUring.class.getName());
    }

    /// Why this machine cannot have them, in a line; empty if it can.
    default Optional<String> unavailable(Path place) throws IOException, InterruptedException {
        try {
            var command = new ArrayList<>(prefix(place.resolve("trial"), new Random(0)));
            command.add("true");
            var trial = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = trial.inputReader().readLine();
            return trial.waitFor() == 0 ? Optional.empty() : Optional.of(String.valueOf(said));
        } catch (IOException missing) {
            return Optional.of(String.valueOf(missing.getMessage()));
        } finally {
            leave();
        }
    }
}
