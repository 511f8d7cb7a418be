package sockbench.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A share given as `5%` or `5`.
final class Percent implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        try {
            var percent = Double.parseDouble(text.replaceFirst("\\s*%$", ""));
            if (percent >= 0) {
                return percent / 100;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException("\"%s\" is no percentage, e.g. 5%%".formatted(text));
    }
}
