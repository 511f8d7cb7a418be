package sockbench.models;

import sockbench.api.IoModel;
import sockbench.models.Models.Threading;
import sockbench.models.Models.Trait;

import java.util.Set;
import java.util.function.Supplier;

/// What the registry says of one model, field by field. What is not said has the default.
///
/// @param title what a reader calls it
/// @param constructor makes one; nothing is started
/// @param winsock the classic Winsock model it mirrors; empty if there is none
/// @param systemCalls see [Models#systemCalls]
/// @param threading how its threads relate to its connections
/// @param threadLaw see [Models#threadLaw]
/// @param traits what sets it apart
record ModelEntry(
        String title,
        Supplier<IoModel> constructor,
        String winsock,
        String systemCalls,
        Threading threading,
        ThreadLaw threadLaw,
        Set<Trait> traits) {
    static ModelEntry entry(String title, Supplier<IoModel> constructor) {
        return new ModelEntry(
                title, constructor, "", "", Threading.ONE, ThreadLaw.fixed(1), Set.of());
    }

    ModelEntry winsock(String mirrored) {
        return new ModelEntry(
                title, constructor, mirrored, systemCalls, threading, threadLaw, traits);
    }

    ModelEntry systemCalls(String names) {
        return new ModelEntry(title, constructor, winsock, names, threading, threadLaw, traits);
    }

    /// One thread, or one for each CPU.
    ModelEntry threads(Threading kind) {
        return threads(kind, kind == Threading.ONE ? ThreadLaw.fixed(1) : ThreadLaw.perCpu(1));
    }

    ModelEntry threads(Threading kind, ThreadLaw law) {
        return new ModelEntry(title, constructor, winsock, systemCalls, kind, law, traits);
    }

    ModelEntry traits(Trait... apart) {
        return new ModelEntry(
                title, constructor, winsock, systemCalls, threading, threadLaw, Set.of(apart));
    }
}
