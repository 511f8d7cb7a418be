package sockbench.models;

/// How many platform threads a model has with n connections on c CPUs, where no budget is given:
///
///     fixed + max(perCpu × c, ⌈n / group⌉)
///
/// It holds while all n are served; a server that is full may have one more to try again.
///
/// @param fixed whatever there is, 0 or more
/// @param perCpu for each CPU of the server, 0 or more
/// @param group connections that share a thread; 0 if connections ask for none
/// @param within by how many threads a count may differ from it
public record ThreadLaw(int fixed, int perCpu, int group, int within) {
    static ThreadLaw fixed(int threads) {
        return new ThreadLaw(threads, 0, 0, 0);
    }

    static ThreadLaw perCpu(int threads) {
        return new ThreadLaw(0, threads, 0, 0);
    }

    /// @param connections that share a thread, at least 1
    static ThreadLaw forEach(int connections) {
        return new ThreadLaw(0, 0, connections, 0);
    }

    ThreadLaw plus(int threads) {
        return new ThreadLaw(fixed + threads, perCpu, group, within);
    }

    /// Or more, if connections ask for more.
    ///
    /// @param connections that share a thread, more or less
    ThreadLaw orForAbout(int connections) {
        return new ThreadLaw(fixed, perCpu, connections, 1);
    }

    /// @param cpus of the server
    public int threads(int connections, int cpus) {
        return fixed + Math.max(perCpu * cpus, group == 0 ? 0 : Math.ceilDiv(connections, group));
    }

    /// E.g. `1 + ⌈n / 63⌉`.
    @Override
    public String toString() {
        var cpus = perCpu == 1 ? "c" : perCpu + " c";
        var groups = group == 1 ? "n" : "⌈n / %s⌉".formatted(within == 0 ? group : "~" + group);
        var rest = group == 0 ? cpus : perCpu == 0 ? groups : "max(%s, %s)".formatted(cpus, groups);
        if (perCpu == 0 && group == 0) {
            return Integer.toString(fixed);
        }
        return fixed == 0 ? rest : fixed + " + " + rest;
    }
}
