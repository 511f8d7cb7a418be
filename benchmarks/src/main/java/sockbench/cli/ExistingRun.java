package sockbench.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import sockbench.results.RunDirectory;

import java.nio.file.Files;
import java.nio.file.Path;

/// A directory that holds a run.
final class ExistingRun implements ITypeConverter<RunDirectory> {
    @Override
    public RunDirectory convert(String text) {
        var run = new RunDirectory(Path.of(text));
        if (!Files.exists(run.file("plan.json"))) {
            throw new TypeConversionException(text + " holds no run: there is no plan.json");
        }
        return run;
    }
}
