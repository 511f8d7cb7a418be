package sockbench.results;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The full histograms of a run in HdrHistogram's log format, one interval per fork and kind, tag
/// `fork.kind`, values in nanoseconds.
public final class LatencyLog {
    private static final String NAME = "latencies.hlog";

    private final Path file;

    public LatencyLog(RunDirectory directory) {
        this.file = directory.file(NAME);
    }

    /// Appends the histograms of one fork in one write.
    ///
    /// @param histograms with start and end time stamps set; they are not kept
    public void append(int fork, Map<LatencyKind, Histogram> histograms) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            var log = new HistogramLogWriter(out);
            if (!Files.exists(file)) {
                log.outputLogFormatVersion();
                log.outputLegend();
            }
            histograms.forEach((kind, histogram) -> {
                histogram.setTag(fork + "." + kind.id());
                log.outputIntervalHistogram(histogram);
            });
        }
        Files.createDirectories(file.getParent());
        Files.write(
                file, bytes.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// @return fork number to its histograms, in the order of the file; empty if nothing was logged
    public Map<Integer, Map<LatencyKind, Histogram>> read() throws IOException {
        var forks = new LinkedHashMap<Integer, Map<LatencyKind, Histogram>>();
        if (!Files.exists(file)) {
            return forks;
        }
        try (var log = new HistogramLogReader(file.toFile())) {
            while (log.hasNext()) {
                if (log.nextIntervalHistogram() instanceof Histogram histogram) {
                    var tag = histogram.getTag().split("\\.", 2);
                    forks.computeIfAbsent(
                                    Integer.valueOf(tag[0]),
                                    fork -> new EnumMap<>(LatencyKind.class))
                            .put(kind(tag[1]), histogram);
                }
            }
        } catch (FileNotFoundException gone) {
            throw new IOException(file + " cannot be read", gone);
        }
        return forks;
    }

    private static LatencyKind kind(String id) {
        for (var kind : LatencyKind.values()) {
            if (kind.id().equals(id)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no such kind of latency: " + id);
    }
}
