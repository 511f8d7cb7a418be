package sockbench.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import sockbench.models.Models;

import java.util.Arrays;
import java.util.Locale;

/// A model by its name; upper or lower case, dashes or underscores.
final class ModelName implements ITypeConverter<Models> {
    @Override
    public Models convert(String name) {
        var names = Arrays.stream(Models.values()).map(Models::name).toList();
        var wanted = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        if (!names.contains(wanted)) {
            throw new TypeConversionException(
                    "there is no model %s; did you mean %s? (there are %s)"
                            .formatted(name, Nearest.to(name, names), String.join(", ", names)));
        }
        return Models.valueOf(wanted);
    }
}
