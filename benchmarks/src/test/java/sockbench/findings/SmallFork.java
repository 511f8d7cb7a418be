package sockbench.findings;

import org.HdrHistogram.Histogram;

import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.LatencyKind;
import sockbench.results.Metric;
import sockbench.results.Window;
import sockbench.results.WindowField;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What one fork measured of one cell, beside a reference that costs [#REFERENCE_MICROS]: as
/// healthy as the test leaves it.
public final class SmallFork {
    static final double REFERENCE_MICROS = 10;
    static final int BLOCKS = 20;
    static final int REQUESTS = 500;

    private static final double BUSY = 0.99;

    private final Cell cell;
    private final double cpuMicros;
    private final Map<WindowField, Double> fields = new EnumMap<>(WindowField.class);
    private final Map<Metric, Double> samples = new EnumMap<>(Metric.class);
    private final Map<LatencyKind, Histogram> latencies = new EnumMap<>(LatencyKind.class);
    private int changedFrom = BLOCKS + 1;
    private double changedBy = 1;
    private double machine = 1;
    private int knownTo = BLOCKS;

    /// @param cpuMicros server CPU of the subject per request
    public SmallFork(Cell cell, double cpuMicros) {
        this.cell = cell;
        this.cpuMicros = cpuMicros;
        samples.put(Metric.SERVER_THREADS, 1.0);
        samples.put(Metric.SERVER_RESIDENT, 100e6);
        samples.put(Metric.SERVER_REQUESTS, (double) BLOCKS * REQUESTS);
        latencies(BLOCKS * REQUESTS);
    }

    /// In every window of the subject.
    public SmallFork with(WindowField field, double value) {
        fields.put(field, value);
        return this;
    }

    public SmallFork with(Metric metric, double value) {
        samples.put(metric, value);
        return this;
    }

    /// From a block on, the subject costs more or less.
    SmallFork changed(int block, double factor) {
        changedFrom = block;
        changedBy = factor;
        return this;
    }

    /// Makes everything dearer, the reference included.
    SmallFork onMachine(double factor) {
        machine = factor;
        return this;
    }

    /// What [#with] says of windows holds up to a block.
    public SmallFork upTo(int block) {
        knownTo = block;
        return this;
    }

    /// As many latencies in all, the slowest 1 % ten times the others.
    public SmallFork latencies(int count) {
        return latencies(LatencyKind.RESPONSE, responseMicros(cpuMicros), 10, count)
                .latencies(LatencyKind.SERVICE, responseMicros(cpuMicros), 10, count);
    }

    /// @param slow how many times as slow the slowest 1 % are
    public SmallFork latencies(LatencyKind kind, double micros, double slow, int count) {
        var histogram = new Histogram(3);
        histogram.setStartTimeStamp(0);
        histogram.setEndTimeStamp(1000);
        histogram.recordValueWithCount(Math.round(micros * 1000), count - count / 50);
        if (count >= 50) {
            histogram.recordValueWithCount(Math.round(micros * slow * 1000), count / 50);
        }
        latencies.put(kind, histogram);
        return this;
    }

    Cell cell() {
        return cell;
    }

    Map<Metric, Double> samples() {
        return samples;
    }

    public Map<LatencyKind, Histogram> latencies() {
        return latencies;
    }

    List<Window> windows(int fork, String reference) {
        var windows = new ArrayList<Window>();
        for (int block = 1; block <= BLOCKS; block++) {
            var cost = block < changedFrom ? cpuMicros : changedBy * cpuMicros;
            var subject = values(machine * cost);
            if (block <= knownTo) {
                subject.putAll(fields);
            }
            windows.add(new Window(fork, cell, Arm.SUBJECT, block, 1 + block % 2, subject));
            windows.add(
                    new Window(
                            fork,
                            cell.withModel(reference),
                            Arm.REFERENCE,
                            block,
                            2 - block % 2,
                            values(machine * REFERENCE_MICROS)));
        }
        return windows;
    }

    private Map<WindowField, Double> values(double micros) {
        var values = new EnumMap<WindowField, Double>(WindowField.class);
        for (var count : counts()) {
            values.put(count, (double) REQUESTS);
        }
        var wall = wallNanos(micros);
        values.put(WindowField.WALL_NS, wall);
        values.put(WindowField.SERVER_CPU_NS, micros * 1e3 * REQUESTS);
        values.put(WindowField.SERVER_USER_US, 0.4 * micros * REQUESTS);
        values.put(WindowField.SERVER_SYSTEM_US, 0.6 * micros * REQUESTS);
        values.put(WindowField.SERVER_WAKE_UPS, REQUESTS / 2.0);
        values.put(WindowField.SERVER_PREEMPTIONS, 1.0);
        values.put(WindowField.GENERATOR_CPU_NS, 0.5 * wall);
        values.put(WindowField.GENERATOR_PREEMPTED_NS, 0.0);
        values.put(WindowField.RESPONSE_MEAN_US, responseMicros(micros));
        values.put(WindowField.RESPONSE_P50_US, responseMicros(micros));
        values.put(WindowField.RESPONSE_P99_US, 10 * responseMicros(micros));
        return values;
    }

    private static List<WindowField> counts() {
        return List.of(
                WindowField.OFFERED, WindowField.SENT, WindowField.ANSWERED, WindowField.COMPLETED);
    }

    /// A closed loop keeps the server's one CPU busy, an open one keeps to its schedule.
    private double wallNanos(double micros) {
        return cell.loop().isOpen() && cell.offeredPerSecond() > 0
                ? REQUESTS / cell.offeredPerSecond() * 1e9
                : micros * 1e3 * REQUESTS / BUSY;
    }

    /// What Little's law asks for in a closed loop; in an open one, a few service times.
    private double responseMicros(double micros) {
        return cell.loop().isOpen() ? 5 * micros : cell.connections() * micros / BUSY;
    }
}
