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
import java.util.Set;

/// The full histograms of a run in HdrHistogram's log format, one interval per fork, cell and kind,
/// values in nanoseconds. The tag is `fork/question/model.kind`, with `@rate` after the model where
/// a rate was offered, `+work` where requests ask for some, e.g. `17/throughput/EPOLL.response`,
/// `18/load-curve/EPOLL@3000.0.lag`.
public final class LatencyLog {
    static final String NAME = "latencies.hlog";

    /// How HdrHistogram begins the line of a histogram that has a tag.
    private static final String TAG = "Tag=";

    private final Path file;

    /// What histograms belong to. A fork measures several models, but asks each question under one
    /// size of bodies and thread budget, and most questions under one number of connections.
    ///
    /// @param connections 0 where there is one number of them
    /// @param offeredPerSecond 0 in a closed loop
    /// @param workMicros what a request asks for
    public record Source(
            int fork,
            Question question,
            String model,
            int connections,
            double offeredPerSecond,
            int workMicros) {
        public static Source of(int fork, Cell cell) {
            return new Source(
                    fork,
                    cell.question(),
                    cell.model(),
                    cell.question().hasLevels() ? cell.connections() : 0,
                    cell.offeredPerSecond(),
                    cell.workMicros());
        }

        static Source of(String tag) {
            var work = tag.split("\\+", 2);
            var conditions = work[0].split("@", 2);
            var parts = conditions[0].split("/", 4);
            return new Source(
                    Integer.parseInt(parts[0]),
                    Question.of(parts[1]),
                    parts[2],
                    parts.length == 3 ? 0 : Integer.parseInt(parts[3]),
                    conditions.length == 1 ? 0 : Double.parseDouble(conditions[1]),
                    work.length == 1 ? 0 : Integer.parseInt(work[1]));
        }

        private String tag() {
            var level = connections == 0 ? "" : "/" + connections;
            var rate = offeredPerSecond == 0 ? "" : "@" + offeredPerSecond;
            var work = workMicros == 0 ? "" : "+" + workMicros;
            return "%d/%s/%s%s%s%s".formatted(fork, question.id(), model, level, rate, work);
        }
    }

    public LatencyLog(RunDirectory directory) {
        this.file = directory.file(NAME);
    }

    /// Appends histograms in one write.
    ///
    /// @param histograms with start and end time stamps set; they are not kept
    public void append(Source source, Map<LatencyKind, Histogram> histograms) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            var log = new HistogramLogWriter(out);
            if (!Files.exists(file)) {
                log.outputLogFormatVersion();
                log.outputLegend();
            }
            histograms.forEach((kind, histogram) -> {
                histogram.setTag(source.tag() + "." + kind.id());
                log.outputIntervalHistogram(histogram);
            });
        }
        Files.createDirectories(file.getParent());
        Files.write(
                file, bytes.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// @return in the order of the file; empty if nothing was logged
    /// @throws IllegalArgumentException in one line that names the first damaged histogram
    public Map<Source, Map<LatencyKind, Histogram>> read() throws IOException {
        var sources = new LinkedHashMap<Source, Map<LatencyKind, Histogram>>();
        if (!Files.exists(file)) {
            return sources;
        }
        try (var log = new HistogramLogReader(file.toFile())) {
            while (log.hasNext()) {
                if (log.nextIntervalHistogram() instanceof Histogram histogram) {
                    var tag = histogram.getTag();
                    int dot = tag.lastIndexOf('.');
                    sources.computeIfAbsent(
                                    Source.of(tag.substring(0, dot)),
                                    source -> new EnumMap<>(LatencyKind.class))
                            .put(kind(tag.substring(dot + 1)), histogram);
                }
            }
        } catch (FileNotFoundException gone) {
            throw new IOException(file + " cannot be read", gone);
        } catch (RuntimeException damaged) {
            // The decoder throws whatever the damaged bytes make it stumble over.
            var intact = sources.values().stream().mapToInt(Map::size).sum();
            throw new IllegalArgumentException(
                    "%s: histogram %d cannot be read".formatted(NAME, intact + 1), damaged);
        }
        return sources;
    }

    /// Whether a line of the file is a comment or a histogram of one of these sources.
    static boolean isOfAny(Set<Source> sources, String line) {
        if (!line.startsWith(TAG)) {
            return true;
        }
        var tag = line.substring(TAG.length(), line.indexOf(','));
        return sources.contains(Source.of(tag.substring(0, tag.lastIndexOf('.'))));
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
