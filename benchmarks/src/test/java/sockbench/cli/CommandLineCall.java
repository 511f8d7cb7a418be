package sockbench.cli;

import sockbench.results.RunDirectory;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/// What a command answered.
///
/// @param err without the last line's end
record CommandLineCall(int exitCode, String out, String err) {
    /// @param line command and arguments; a run stands for its directory
    static CommandLineCall of(Object... line) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exitCode =
                Main.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(
                                Arrays.stream(line)
                                        .map(CommandLineCall::word)
                                        .toArray(String[]::new));
        return new CommandLineCall(exitCode, out.toString(), err.toString().stripTrailing());
    }

    private static String word(Object argument) {
        return argument instanceof RunDirectory run ? run.path().toString() : argument.toString();
    }
}
