package sockbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import sockbench.provenance.Archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Prints a number so that it can be put into another text.
@Command(
        name = "cite",
        description = "Says a number in one sentence with all it takes to judge it.",
        mixinStandardHelpOptions = true)
final class CiteCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ID", description = "of the number, as in the report")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String id;

    @Parameters(
            index = "1",
            paramLabel = "DIR",
            defaultValue = "results",
            description = "a run, or a directory of runs (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path directory;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: sentence)")
    private Format format = Format.SENTENCE;

    enum Format {
        SENTENCE,
        MARKDOWN,
        BIBTEX
    }

    @Override
    public Integer call() throws IOException {
        var citation = new Archive(directory).cite(id);
        spec.commandLine()
                .getOut()
                .println(
                        switch (format) {
                            case SENTENCE -> citation.sentence();
                            case MARKDOWN -> citation.markdown();
                            case BIBTEX -> citation.bibtex();
                        });
        return 0;
    }
}
