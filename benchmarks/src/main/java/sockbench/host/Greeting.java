package sockbench.host;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What a server process says once it listens: `ready PORT THREADS-BEFORE COMMAND ...`. It may be
/// of another build and know less.
///
/// @param threadsBefore live platform threads before the model started: the JVM's own
/// @param commands that it knows beyond [ServerMain#COUNTERS]
record Greeting(int port, int threadsBefore, List<String> commands) {
    private static final String READY = "ready ";
    private static final int PORT = 1;
    private static final int THREADS_BEFORE = 2;
    private static final int COMMANDS = 3;

    String toLine() {
        return commands.stream()
                .collect(Collectors.joining(" ", READY + port + " " + threadsBefore + " ", ""));
    }

    /// The inverse of [#toLine].
    ///
    /// @throws ChildException if it is something else
    static Greeting parse(String line) throws ChildException {
        if (!line.startsWith(READY)) {
            throw new ChildException("the server said, instead of where it listens: " + line);
        }
        var words = line.split(" ", -1);
        return new Greeting(
                Integer.parseInt(words[PORT]),
                Integer.parseInt(words[THREADS_BEFORE]),
                Arrays.stream(words).skip(COMMANDS).toList());
    }

    boolean knows(String command) {
        return commands.contains(command);
    }
}
