package sockbench.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

/// A time given as `500us` or `1.5ms`.
final class ShortTime implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*(us|µs|ms)");
    private static final int MILLIS_TO_NANOS = 6;
    private static final int MICROS_TO_NANOS = 3;

    @Override
    public Duration convert(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new TypeConversionException(
                    "\"%s\" is no time in ms or us, e.g. 500us or 1.5ms".formatted(text));
        }
        int power = form.group(2).equals("ms") ? MILLIS_TO_NANOS : MICROS_TO_NANOS;
        return Duration.ofNanos(new BigDecimal(form.group(1)).movePointRight(power).longValue());
    }
}
