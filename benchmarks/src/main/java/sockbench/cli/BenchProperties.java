package sockbench.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Lets Maven pass options: `-Dbench.models=EPOLL` is `--models EPOLL`. An empty property counts as
/// not given, because the build passes every one.
final class BenchProperties implements IDefaultValueProvider {
    static final String PREFIX = "bench.";

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        var value = System.getProperty(PREFIX + name(option), "").strip();
        return value.isEmpty() ? null : value;
    }

    /// `--body-bytes` is `bodyBytes`; an option may have both names.
    static String name(OptionSpec option) {
        var words = option.names()[0].replaceFirst("^--", "").split("-", -1);
        var name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return name.toString();
    }
}
