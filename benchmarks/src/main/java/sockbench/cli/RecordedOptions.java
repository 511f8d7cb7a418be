package sockbench.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

import sockbench.results.Plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// The options of a run as its plan records them.
final class RecordedOptions {
    private RecordedOptions() {}

    /// Sets the fields of a command as they were when the run began, with the seed that was drawn.
    ///
    /// @throws IllegalArgumentException in one line if the plan names an option that is gone
    static <T> T parse(T command, Plan plan) {
        var line =
                new CommandLine(command)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setDefaultValueProvider(new NoDefaults());
        var recorded = new LinkedHashMap<>(plan.options());
        recorded.put("seed", Long.toString(plan.seed()));
        var arguments = new ArrayList<String>();
        for (var entry : recorded.entrySet()) {
            arguments.add(name(line, entry) + "=" + entry.getValue());
        }
        line.parseArgs(arguments.toArray(String[]::new));
        return command;
    }

    private static String name(CommandLine line, Map.Entry<String, String> recorded) {
        return line.getCommandSpec().options().stream()
                .filter(option -> BenchProperties.name(option).equals(recorded.getKey()))
                .map(OptionSpec::longestName)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "the run was given an option that this build does not know: "
                                        + recorded.getKey()));
    }

    /// Properties of this JVM are not those of the run.
    private static final class NoDefaults implements IDefaultValueProvider {
        @Override
        public @Nullable String defaultValue(ArgSpec argument) {
            return null;
        }
    }
}
