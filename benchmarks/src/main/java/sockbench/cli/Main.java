package sockbench.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import sockbench.api.ServerFailure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// The commands of `benchmarks.jar`. Whatever a user gets wrong is answered in one line on standard
/// error.
@Command(
        name = "sockbench",
        description = "Compares socket I/O models.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            BenchCommand.class,
            ReportCommand.class,
            VerifyCommand.class,
            CiteCommand.class,
            CompareCommand.class,
            DecideCommand.class,
            ListCommand.class,
            LoadCommand.class,
            HostileCommand.class,
            CliffCommand.class,
            ServeCommand.class,
            ClientCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {
    private static final int USAGE = 2;
    private static final int FAILURE = 1;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /// The parser with every command, also for tests.
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::wrongOption)
                .setExecutionExceptionHandler(Main::failed);
    }

    private static int wrongOption(ParameterException wrong, String[] args) {
        var out = wrong.getCommandLine().getErr();
        out.println(wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, out);
        return USAGE;
    }

    /// A wrong value or a file that cannot be read is the user's to mend; everything else is a bug
    /// and shows its trace.
    private static int failed(Exception failure, CommandLine command, ParseResult parsed)
            throws Exception {
        if (!(failure instanceof IllegalArgumentException
                || failure instanceof IOException
                || failure instanceof ServerFailure)) {
            throw failure;
        }
        command.getErr().println(words(failure));
        return failure instanceof IllegalArgumentException ? USAGE : FAILURE;
    }

    /// The message of a failed access is often the file's name alone.
    private static String words(Exception failure) {
        if (failure instanceof FileSystemException access && access.getReason() == null) {
            return switch (access) {
                case NoSuchFileException missing -> missing.getFile() + " does not exist";
                case AccessDeniedException denied -> denied.getFile() + " may not be accessed";
                case FileAlreadyExistsException there -> there.getFile() + " exists already";
                default -> access.getFile() + ": " + access.getClass().getSimpleName();
            };
        }
        return String.valueOf(failure.getMessage());
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"sockbench " + (version == null ? "(not packaged)" : version)};
        }
    }
}
