package sockbench.systemcalls;

import static java.util.stream.Collectors.toCollection;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `strace -f -yy` wrote about one server: a call a line, each descriptor followed by what it
/// is.
///
///     4711 recvfrom(9<TCP:[127.0.0.1:34567->127.0.0.1:51112]>, "\2\0hi", 4096, 0, NULL, NULL) = 4
///     4711 epoll_wait(5<anon_inode:[eventpoll]>,  <unfinished ...>
record Trace(List<String> lines) {
    private static final Pattern CALL = Pattern.compile("\\d+ +(\\w+)\\((?:\\d+<([^>]*)>?)?.*");

    /// Calls that wait for something to happen.
    private static final Set<String> WAITS =
            Set.of("select", "poll", "epoll_wait", "io_uring_enter", "rt_sigtimedwait");

    /// Calls that move bytes.
    private static final Set<String> TRANSFERS =
            Set.of("read", "readv", "recvfrom", "recvmsg", "write", "writev", "sendto", "sendmsg");

    /// Calls that prepare either.
    private static final Set<String> PREPARATIONS =
            Set.of("accept", "accept4", "fcntl", "epoll_ctl");

    /// The same call under its other names: what the C library makes of a name, or a later variant.
    private static final Map<String, String> ALIASES =
            Map.of(
                    "pselect6", "select",
                    "_newselect", "select",
                    "ppoll", "poll",
                    "epoll_pwait", "epoll_wait",
                    "epoll_pwait2", "epoll_wait",
                    "recv", "recvfrom",
                    "send", "sendto",
                    "sigtimedwait", "rt_sigtimedwait",
                    "accept4", "accept");

    /// What strace is to show. `?` lets it accept names this architecture does not have.
    static String filter() {
        var names = new TreeSet<String>();
        for (var group : List.of(WAITS, TRANSFERS, PREPARATIONS, ALIASES.keySet())) {
            group.forEach(name -> names.add("?" + name));
        }
        return String.join(",", names);
    }

    /// One name for all variants of a call.
    static String canonical(String name) {
        return ALIASES.getOrDefault(name, name);
    }

    /// The calls by which the server waited and moved the bytes of its connections, and no others
    /// that the JVM made meanwhile.
    Set<String> serving() {
        return calls(call ->
                WAITS.contains(call.name())
                        || (TRANSFERS.contains(call.name()) && call.onConnection()));
    }

    /// Every call while serving, whatever it was for.
    Set<String> all() {
        return calls(call -> true);
    }

    private Set<String> calls(Predicate<Call> wanted) {
        return lines.stream()
                .dropWhile(line -> !line.contains('"' + TracedServer.LISTENING))
                .skip(1)
                .takeWhile(line -> !line.contains('"' + TracedServer.CLOSING))
                .map(Call::parse)
                .flatMap(Optional::stream)
                .filter(wanted)
                .map(Call::name)
                .collect(toCollection(TreeSet::new));
    }

    /// @param descriptor what the first argument is open on, empty if it is not a descriptor
    private record Call(String name, String descriptor) {
        static Optional<Call> parse(String line) {
            return Optional.of(CALL.matcher(line))
                    .filter(Matcher::matches)
                    .map(call ->
                            new Call(
                                    canonical(call.group(1)),
                                    call.group(2) == null ? "" : call.group(2)));
        }

        /// A signal descriptor is a connection's too: it brings the messages about all of them.
        boolean onConnection() {
            return descriptor.startsWith("TCP") || descriptor.equals("anon_inode:[signalfd]");
        }
    }
}
