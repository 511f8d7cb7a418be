package sockbench.results;

import static sockbench.results.Metric.Better.HIGHER;
import static sockbench.results.Metric.Better.LOWER;
import static sockbench.results.Metric.Better.NEITHER;

import sockbench.stats.Estimate.Center;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is measured, in which unit, and which way is better, and all else there is to know of it.
/// The id is the name in files.
public enum Metric {
    REQUESTS_PER_SECOND("requests_per_s", "1/s", HIGHER, "Requests completed per second"),
    OFFERED_PER_SECOND("offered_per_s", "1/s", NEITHER, "Requests due per second"),
    SENT_PER_SECOND("sent_per_s", "1/s", NEITHER, "Requests sent per second"),
    CAPACITY_PER_SECOND("capacity_per_s", "1/s", HIGHER, "Highest rate within the objective"),
    CAPACITY_IS_BOUND(
            "capacity_is_bound", "1", NEITHER, "1 if the generator was the limit of the capacity"),
    OBJECTIVE_P99("slo_p99_us", "us", NEITHER, "Objective for p99 response time"),

    SERVER_CPU("server_cpu_us_per_request", "us", LOWER, "Server CPU per request"),
    TOTAL_CPU("total_cpu_us_per_request", "us", LOWER, "Server and generator CPU per request"),
    SERVER_CPU_USER("server_cpu_user_us_per_request", "us", LOWER, "Server CPU per request, user"),
    SERVER_CPU_SYSTEM(
            "server_cpu_system_us_per_request", "us", LOWER, "Server CPU per request, system"),
    REQUESTS_PER_WAKE_UP(
            "requests_per_wake_up", "1", NEITHER, "Requests per wake-up of the server"),
    SERVER_BUSY("server_busy", "1", NEITHER, "Share of the server's CPUs in use"),
    VOLUNTARY_SWITCHES(
            "voluntary_switches_per_request", "1", LOWER, "Voluntary context switches per request"),
    INVOLUNTARY_SWITCHES(
            "involuntary_switches_per_request",
            "1",
            LOWER,
            "Involuntary context switches per request"),
    SERVER_THREADS("server_threads_peak", "1", LOWER, "Threads the model added, peak"),
    SERVER_RESIDENT("server_resident_bytes", "B", LOWER, "Server resident memory"),
    SERVER_GC("server_gc_ms", "ms", LOWER, "Server garbage collection time"),
    SERVER_ALLOCATED(
            "server_allocated_bytes_per_request", "B", LOWER, "Server heap allocated per request"),
    IDLE_CPU("idle_cpu_us_per_s", "us/s", LOWER, "Server CPU while all connections are idle"),
    BYTES_PER_CONNECTION("bytes_per_connection", "B", LOWER, "Resident memory per connection"),
    KERNEL_BYTES_PER_CONNECTION(
            "kernel_bytes_per_connection",
            "B",
            LOWER,
            "Kernel memory per connection, both ends together"),
    CONNECTIONS_ANSWERED(
            "connections_answered", "1", HIGHER, "Connections on which a request was answered"),
    CONNECTING_SECONDS(
            "connecting_s", "s", LOWER, "Time to open all connections and to have each answered"),
    CLOSING_SECONDS("closing_s", "s", LOWER, "Time until the server has let go of all"),

    CLIENT_CPU("client_cpu_us_per_request", "us", NEITHER, "Generator CPU per request"),
    CLIENT_BUSY("client_busy", "1", NEITHER, "Share of the generator's CPU time in use"),

    REQUESTS_SENT("requests_sent", "1", NEITHER, "Requests sent"),
    REQUESTS_ANSWERED("requests_answered", "1", NEITHER, "Requests answered"),
    REQUESTS_OUTSTANDING(
            "requests_outstanding", "1", NEITHER, "Requests without answer at the stop"),
    SERVER_REQUESTS("server_requests", "1", NEITHER, "Requests the server counted"),
    LITTLES_LAW_ERROR("littles_law_error", "1", NEITHER, "Little's law |N - XR| / N"),
    WARM_UP_SECONDS("warmup_s", "s", NEITHER, "Warm-up until steady"),

    RESPONSE_MEAN("response_mean_us", "us", LOWER, "Response time, mean"),
    RESPONSE_P50("response_p50_us", "us", LOWER, "Response time, median"),
    RESPONSE_P90("response_p90_us", "us", LOWER, "Response time, p90"),
    RESPONSE_P99("response_p99_us", "us", LOWER, "Response time, p99"),
    UNPREEMPTED_P99(
            "response_p99_unpreempted_us",
            "us",
            LOWER,
            "Response time, p99, without preempted windows"),
    RESPONSE_P999("response_p999_us", "us", LOWER, "Response time, p99.9"),
    RESPONSE_P9999("response_p9999_us", "us", LOWER, "Response time, p99.99"),
    RESPONSE_MAX("response_max_us", "us", LOWER, "Response time, maximum"),
    SERVICE_P50("service_p50_us", "us", LOWER, "Service time, median"),
    SERVICE_P99("service_p99_us", "us", LOWER, "Service time, p99"),
    SERVICE_P999("service_p999_us", "us", LOWER, "Service time, p99.9"),
    GENERATOR_PREEMPTED(
            "generator_preempted",
            "1",
            NEITHER,
            "Share of time the machine took from the generator"),
    PREEMPTED_WINDOWS("preempted_windows", "1", NEITHER, "Share of windows that are preempted"),
    LAG_P50("lag_p50_us", "us", NEITHER, "Send lag, median"),
    LAG_P99("lag_p99_us", "us", NEITHER, "Send lag, p99"),
    LAG_MAX("lag_max_us", "us", NEITHER, "Send lag, maximum");

    /// Which way is better.
    public enum Better {
        HIGHER,
        LOWER,
        NEITHER
    }

    private static final Map<String, Metric> BY_ID =
            Arrays.stream(values()).collect(Collectors.toMap(Metric::id, Function.identity()));

    private final String id;
    private final String unit;
    private final Better better;
    private final String title;

    Metric(String id, String unit, Better better, String title) {
        this.id = id;
        this.unit = unit;
        this.better = better;
        this.title = title;
    }

    /// @throws IllegalArgumentException if there is no such metric
    public static Metric of(String id) {
        var metric = BY_ID.get(id);
        if (metric == null) {
            throw new IllegalArgumentException("no such metric: " + id);
        }
        return metric;
    }

    public String id() {
        return id;
    }

    /// `1/s`, `us`, `ms`, `s`, `B`, `us/s`, or `1` for counts and fractions.
    public String unit() {
        return unit;
    }

    public Better better() {
        return better;
    }

    public String title() {
        return title;
    }

    /// Whether it is a share, 0 to 1.
    public boolean isFraction() {
        return switch (this) {
            case SERVER_BUSY,
                    CLIENT_BUSY,
                    GENERATOR_PREEMPTED,
                    PREEMPTED_WINDOWS,
                    LITTLES_LAW_ERROR ->
                    true;
            default -> false;
        };
    }

    public boolean isLatency() {
        return id.startsWith("response_") || id.startsWith("service_") || id.startsWith("lag_");
    }

    /// Minimum and maximum are percentiles, too.
    public boolean isPercentile() {
        return isLatency() && this != RESPONSE_MEAN;
    }

    /// Which histogram a latency comes from.
    public LatencyKind kind() {
        return LatencyKind.valueOf(name().substring(0, name().indexOf('_')));
    }

    /// The quantile of a percentile; 0 for anything that needs no minimum of observations.
    public double quantile() {
        return switch (this) {
            case RESPONSE_P90 -> 0.9;
            case RESPONSE_P99, UNPREEMPTED_P99, SERVICE_P99, LAG_P99 -> 0.99;
            case RESPONSE_P999, SERVICE_P999 -> 0.999;
            case RESPONSE_P9999 -> 0.9999;
            default -> 0;
        };
    }

    /// Whether it is CPU time of the server, alone or with the generator's.
    public boolean isServerCost() {
        return switch (this) {
            case SERVER_CPU, TOTAL_CPU, SERVER_CPU_USER, SERVER_CPU_SYSTEM -> true;
            default -> false;
        };
    }

    /// What stands for all forks where there is no reference: the median of what is a percentile or
    /// is 0 or nearly so.
    public Center center(double... forks) {
        return isPercentile()
                        || this == IDLE_CPU
                        || Arrays.stream(forks).anyMatch(value -> !(value > 0))
                ? Center.MEDIAN
                : Center.GEOMETRIC;
    }

    /// How a sentence goes on after the model's name, e.g. *needs … the server CPU per request*.
    public String verb() {
        return switch (this) {
            case REQUESTS_PER_SECOND -> "completes";
            case CAPACITY_PER_SECOND -> "sustains";
            case SERVER_CPU,
                    TOTAL_CPU,
                    CLIENT_CPU,
                    SERVER_CPU_USER,
                    SERVER_CPU_SYSTEM,
                    IDLE_CPU,
                    BYTES_PER_CONNECTION,
                    KERNEL_BYTES_PER_CONNECTION ->
                    "needs";
            default -> "has";
        };
    }

    /// What a sentence compares. A latency never goes without its loop.
    public String quantity(LoopType loop) {
        if (this == REQUESTS_PER_SECOND) {
            return "requests per second";
        }
        var words = title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
        return isLatency() ? words + (loop.isOpen() ? " (open loop)" : " (closed loop)") : words;
    }
}
