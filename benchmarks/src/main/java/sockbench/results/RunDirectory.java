package sockbench.results;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;

import de.siegmar.fastcsv.writer.CsvWriter;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

    private static final int FORK_CELL = 3;
    private static final int AFTER_FORK_CELL = FORK_CELL + CellColumns.NAMES.size();
    private static final int AFTER_SAMPLE_CELL = 1 + CellColumns.NAMES.size();

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

    /// Where a file of the run lies, whether or not it exists.
    public Path file(String name) {
        return path.resolve(name);
    }

    public void write(Plan plan) throws IOException {
        writeJson("plan.json", GSON.toJsonTree(plan));
    }

    /// @throws IOException if it is missing or damaged: then the directory holds no run
    public Plan plan() throws IOException {
        try {
            return GSON.fromJson(readObject("plan.json"), Plan.class);
        } catch (RuntimeException damaged) {
            // Gson wraps whatever a constructor throws.
            throw new IOException(file("plan.json") + " is no plan of a run", damaged);
        }
    }

    /// Replaces a JSON file as a whole: a reader sees the old or the new one, never half of it.
    public void writeJson(String name, JsonElement content) throws IOException {
        WholeFile.directory(path);
        WholeFile.write(file(name), GSON.toJson(content) + "\n");
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

    /// @throws IOException in one line if it is missing or no JSON object
    public JsonObject readObject(String name) throws IOException {
        if (readJson(name) instanceof JsonObject object) {
            return object;
        }
        throw new IOException(file(name) + " is damaged: it is no JSON object");
    }

    /// Adds a fork that has ended.
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
        return CsvRows.read(file("forks.csv"), FORK_COLUMNS, RunDirectory::fork);
    }

    /// Adds samples in one write.
    public void append(List<Sample> samples) throws IOException {
        appendRows("samples.csv", SAMPLE_COLUMNS, samples.stream().map(this::row).toList());
    }

    /// Every sample, also those of forks that failed later; empty if there are none.
    public List<Sample> samples() throws IOException {
        return CsvRows.read(file("samples.csv"), SAMPLE_COLUMNS, RunDirectory::sample);
    }

    /// Adds windows in one write.
    public void appendWindows(List<Window> windows) throws IOException {
        var rows = windows.stream().map(window -> WindowRows.of(run(), window)).toList();
        appendRows("windows.csv", WindowRows.names(), rows);
    }

    /// Every window, also those of forks that failed later, in the order in which they ran; empty
    /// if there are none.
    public List<Window> windows() throws IOException {
        return WindowRows.read(file("windows.csv"));
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

    private static Sample sample(List<String> row) {
        return new Sample(
                CellColumns.read(row.subList(1, AFTER_SAMPLE_CELL)),
                Integer.parseInt(row.get(AFTER_SAMPLE_CELL)),
                Integer.parseInt(row.get(AFTER_SAMPLE_CELL + 1)),
                Metric.of(row.get(AFTER_SAMPLE_CELL + 2)),
                CsvRows.number(row.get(AFTER_SAMPLE_CELL + 4)));
    }

    private static Fork fork(List<String> row) {
        return new Fork(
                Integer.parseInt(row.get(1)),
                Integer.parseInt(row.get(2)),
                CellColumns.read(row.subList(FORK_CELL, AFTER_FORK_CELL)),
                Instant.parse(row.get(AFTER_FORK_CELL)),
                CsvRows.number(row.get(AFTER_FORK_CELL + 1)),
                Verdict.valueOf(row.get(AFTER_FORK_CELL + 2)),
                row.get(AFTER_FORK_CELL + 3));
    }

    /// Files whose last row was cut off, e.g. because the disk was full; that row is left out.
    public List<String> cutOff() throws IOException {
        var names = new ArrayList<String>();
        for (var name : List.of("forks.csv", "windows.csv", "samples.csv")) {
            if (CsvRows.isCutOff(file(name))) {
                names.add(name);
            }
        }
        return names;
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
        WholeFile.append(file(name), text.toString());
    }

    private static List<String> columns(List<String> before, List<String> after) {
        return Stream.of(before, CellColumns.NAMES, after).flatMap(List::stream).toList();
    }
}
