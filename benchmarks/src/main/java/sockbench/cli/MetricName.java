package sockbench.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import sockbench.results.Metric;

import java.util.Arrays;
import java.util.List;

/// A metric of which it is known which way is better, by its id.
final class MetricName implements ITypeConverter<Metric> {
    private static final List<String> IDS =
            Arrays.stream(Metric.values())
                    .filter(metric -> metric.better() != Metric.Better.NEITHER)
                    .map(Metric::id)
                    .toList();

    @Override
    public Metric convert(String id) {
        if (!IDS.contains(id)) {
            throw new TypeConversionException(
                    "there is nothing better or worse about a metric %s; did you mean %s? (there are %s)"
                            .formatted(id, Nearest.to(id, IDS), String.join(", ", IDS)));
        }
        return Metric.of(id);
    }
}
