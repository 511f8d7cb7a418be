package sockbench.results;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The files of one run. What is measured is appended as each fork ends, in one write per file, so
/// a run that is killed keeps everything it measured.
///
/// | file | content |
/// |---|---|
/// | `plan.json` | what was to be measured, and what cannot be here |
/// | `environment.json` | the machine and the software |
/// | `forks.csv` | how each fork ended, a row for each of its cells; a planned fork without a row did not run to its end |
/// | `windows.csv` | every window of every fork, the reference's included |
/// | `samples.csv` | what was measured of a fork as a whole, long format |
/// | `latencies.hlog` | full histograms, nanoseconds; tags as [LatencyLog] says |
/// | `jmh.json` | JMH's own results |
/// | `rules.txt` | what a service needs from a model, if the run was asked to decide |
public final class RunDirectory {
    /// What a service needs, if the run was asked to decide.
    public static final String RULES = "rules.txt";

    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
    private static final List<String> SAMPLE_COLUMNS =
            columns(List.of("run"), List.of("round", "fork", "metric", "unit", "value"));
    private static final List<String> FORK_COLUMNS =
            columns(
                    List.of("run", "fork", "round"),
                    List.of("started", "seconds", "outcome", "reason"));

    private final Path path;

    /// @param path the directory; it need not exist before something is written
    public RunDirectory(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /// The name of the run: that of the directory.
    public String run() {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    public void write(Plan plan) throws IOException {
        writeJson("plan.json", GSON.toJsonTree(plan));
    }

    /// @throws IOException if it is missing or damaged: then the directory holds no run
    public Plan plan() throws IOException {
        return GSON.fromJson(readJson("plan.json"), Plan.class);
    }

    /// Replaces a JSON file as a whole: a reader sees the old or the new one, never half of it.
    public void writeJson(String name, JsonElement content) throws IOException {
        Files.createDirectories(path);
        var half = file(name + ".half");
        Files.writeString(half, GSON.toJson(content) + "\n");
        Files.move(
                half,
                file(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// @throws IOException in one line if it is missing or not JSON
    public JsonElement readJson(String name) throws IOException {
        try {
            return JsonParser.parseString(Files.readString(file(name)));
        } catch (NoSuchFileException missing) {
            throw new FileNotFoundException(path + " holds no run: there is no " + name);
        } catch (JsonSyntaxException damaged) {
            throw new IOException(file(name) + " is damaged: " + damaged.getMessage(), damaged);
        }
    }

    public void append(Fork fork) throws IOException {
        var row =
                Stream.of(
                                Stream.of(
                                        run(),
                                        Integer.toString(fork.number()),
                                        Integer.toString(fork.round())),
                                CellColumns.of(fork.cell()).stream(),
                                Stream.of(
                                        fork.started().toString(),
                                        Double.toString(fork.seconds()),
                                        fork.outcome().name(),
                                        fork.reason()))
                        .flatMap(columns -> columns)
                        .toList();
        appendRows("forks.csv", FORK_COLUMNS, List.of(row));
    }

    /// Forks that ended, in order; empty if none did.
    public List<Fork> forks() throws IOException {
        return read("forks.csv").stream().map(RunDirectory::fork).toList();
    }

    public void append(List<Sample> samples) throws IOException {
        appendRows("samples.csv", SAMPLE_COLUMNS, samples.stream().map(this::row).toList());
    }

    /// Every sample, also those of forks that failed later; empty if there are none.
    public List<Sample> samples() throws IOException {
        return read("samples.csv").stream().map(RunDirectory::sample).toList();
    }

    public void appendWindows(List<Window> windows) throws IOException {
        var rows = windows.stream().map(window -> WindowRows.of(run(), window)).toList();
        appendRows("windows.csv", WindowRows.names(), rows);
    }

    /// Every window, also those of forks that failed later, in the order in which they ran; empty
    /// if there are none.
    public List<Window> windows() throws IOException {
        var windows = file("windows.csv");
        return Files.exists(windows) ? WindowRows.read(windows) : List.of();
    }

    private List<String> row(Sample sample) {
        var row = new ArrayList<String>();
        row.add(run());
        row.addAll(CellColumns.of(sample.cell()));
        row.add(Integer.toString(sample.round()));
        row.add(Integer.toString(sample.fork()));
        row.add(sample.metric().id());
        row.add(sample.metric().unit());
        row.add(Double.toString(sample.value()));
        return row;
    }

    private static Sample sample(NamedCsvRecord row) {
        return new Sample(
                CellColumns.read(row),
                Integer.parseInt(row.getField("round")),
                Integer.parseInt(row.getField("fork")),
                Metric.of(row.getField("metric")),
                Double.parseDouble(row.getField("value")));
    }

    private static Fork fork(NamedCsvRecord row) {
        return new Fork(
                Integer.parseInt(row.getField("fork")),
                Integer.parseInt(row.getField("round")),
                CellColumns.read(row),
                Instant.parse(row.getField("started")),
                Double.parseDouble(row.getField("seconds")),
                Verdict.valueOf(row.getField("outcome")),
                row.getField("reason"));
    }

    private List<NamedCsvRecord> read(String name) throws IOException {
        if (!Files.exists(file(name))) {
            return List.of();
        }
        try (var reader = CsvReader.builder().ofNamedCsvRecord(file(name))) {
            return reader.stream().toList();
        }
    }

    private void appendRows(String name, List<String> columns, List<List<String>> rows)
            throws IOException {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            if (!Files.exists(file(name))) {
                csv.writeRecord(columns);
            }
            rows.forEach(csv::writeRecord);
        }
        Files.createDirectories(path);
        Files.writeString(file(name), text.toString(), CREATE, APPEND);
    }

    private static List<String> columns(List<String> before, List<String> after) {
        return Stream.of(before, CellColumns.NAMES, after).flatMap(List::stream).toList();
    }
}
