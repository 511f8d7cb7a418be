package sockbench.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The machine as a model's probe sees it. Links no native symbol itself, so it may be asked on any
/// operating system.
public final class Host {
    /// Tries what a model needs and undoes it.
    public interface Probe {
        /// @param errno for the calls, see [Native#errno]
        /// @throws IOException naming the call that failed
        void run(MemorySegment errno) throws IOException;
    }

    private static final String SYSTEM = System.getProperty("os.name", "unknown");

    private Host() {}

    public static boolean isLinux() {
        return SYSTEM.toLowerCase(Locale.ROOT).equals("linux");
    }

    /// Runs the probe if this is Linux, so that bindings are linked there only.
    ///
    /// @return why it failed, in one line; empty if it did not
    public static Optional<String> unavailable(Probe probe) {
        if (!isLinux()) {
            return Optional.of("needs Linux, this is " + SYSTEM);
        }
        try (var arena = Arena.ofConfined()) {
            probe.run(Native.errno(arena));
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        } catch (LinkageError | NoSuchElementException | IllegalCallerException notLinked) {
            return Optional.of("the C library cannot be called: " + root(notLinked));
        }
    }

    private static Throwable root(Throwable error) {
        var cause = error.getCause();
        return cause == null ? error : root(cause);
    }
}
