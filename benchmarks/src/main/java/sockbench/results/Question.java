package sockbench.results;

import java.util.List;
import java.util.Locale;

/// What a cell wants to know.
public enum Question {
    /// How fast could the generator go if the server cost next to nothing?
    CEILING("Generator ceiling"),
    /// How many requests per second with every connection always busy?
    THROUGHPUT("Closed-loop throughput"),
    /// The same with the other transport of the generator: does it decide about the order?
    NIO_GENERATOR("Closed-loop throughput, generator on java.nio"),
    /// How long does one request take on one connection?
    ROUND_TRIP("Round trip on one connection"),
    /// What is the highest rate that keeps the latency objective?
    CAPACITY("Capacity"),
    /// What is the response time at rates alike for all models, and at half of its capacity?
    LOAD_CURVE("Response time over offered load"),
    /// What does a request cost at rates from near idle to capacity?
    EFFICIENCY("Cost over offered load"),
    /// What do connections cost that say nothing?
    IDLE("Idle connections"),
    /// How many connections does it hold, and what does each of them take?
    SCALE("Connections held"),
    /// What do silent connections cost those that are busy?
    NEIGHBOURS("64 busy connections beside silent ones"),
    /// What if one in a hundred is busy?
    ACTIVE_1("1 % of the connections busy"),
    /// What if one in ten is busy?
    ACTIVE_10("10 % of the connections busy"),
    /// What if each request waits for something before it is answered?
    WAIT("Requests that wait"),
    /// What if each request computes?
    BURN("Requests that compute"),
    /// What does one long computation do to the requests of others?
    HEAD_OF_LINE("1 % of the requests compute for 5 ms"),
    /// What if a few requests are large?
    MIXED_SIZES("5 % of the requests have 16 KiB"),
    /// What does a connection cost that comes for one request? What is counted here and in the next
    /// three are connections: a rate is connections per second, a cost is that of a connection with
    /// all its requests.
    CHURN("Connections of one request"),
    /// And for ten?
    CHURN_10("Connections of ten requests"),
    /// What if the peer resets it after one request?
    CHURN_RESET("Connections of one request, reset"),
    /// After ten?
    CHURN_RESET_10("Connections of ten requests, reset");

    private static final int NEIGHBOURS_BUSY = 64;
    private static final int TEN = 10;

    private final String title;

    Question(String title) {
        this.title = title;
    }

    /// The name in files and options, e.g. `round-trip`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    /// Whether a fork asks it with one number of connections after the other.
    public boolean hasLevels() {
        return switch (this) {
            case SCALE, NEIGHBOURS, ACTIVE_1, ACTIVE_10, WAIT -> true;
            default -> false;
        };
    }

    /// Whether what is counted are connections that come and go.
    public boolean isChurn() {
        return switch (this) {
            case CHURN, CHURN_10, CHURN_RESET, CHURN_RESET_10 -> true;
            default -> false;
        };
    }

    /// Requests that a server counts for each one that the question counts: those of a connection
    /// where that is what is counted, otherwise 1.
    public int requestsEach() {
        return this == CHURN_10 || this == CHURN_RESET_10 ? TEN : 1;
    }

    /// Whether windows begin when the load has run for some time already.
    public boolean hasLead() {
        return switch (this) {
            case WAIT, BURN, HEAD_OF_LINE, MIXED_SIZES -> true;
            default -> false;
        };
    }

    /// How many of so many connections are busy at the same time.
    public int busy(int connections) {
        return switch (this) {
            case NEIGHBOURS -> Math.min(NEIGHBOURS_BUSY, connections);
            case ACTIVE_1 -> connections / 100;
            case ACTIVE_10 -> connections / 10;
            default -> connections;
        };
    }

    /// @throws IllegalArgumentException if there is no such question
    public static Question of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// The numbers it is asked for, the most important first. Models are compared by them.
    public List<Metric> headline() {
        return switch (this) {
            case CEILING -> List.of(Metric.REQUESTS_PER_SECOND);
            case THROUGHPUT ->
                    List.of(
                            Metric.REQUESTS_PER_SECOND,
                            Metric.SERVER_CPU,
                            Metric.TOTAL_CPU,
                            Metric.RESPONSE_P50,
                            Metric.RESPONSE_P99);
            case NIO_GENERATOR ->
                    List.of(Metric.SERVER_CPU, Metric.TOTAL_CPU, Metric.REQUESTS_PER_SECOND);
            case ROUND_TRIP ->
                    List.of(
                            Metric.RESPONSE_P50,
                            Metric.RESPONSE_P99,
                            Metric.SERVER_CPU,
                            Metric.TOTAL_CPU);
            case CAPACITY -> List.of(Metric.CAPACITY_PER_SECOND);
            case LOAD_CURVE ->
                    List.of(
                            Metric.RESPONSE_P99,
                            Metric.UNPREEMPTED_P99,
                            Metric.RESPONSE_P50,
                            Metric.SERVER_CPU,
                            Metric.TOTAL_CPU);
            case EFFICIENCY ->
                    List.of(
                            Metric.SERVER_CPU,
                            Metric.TOTAL_CPU,
                            Metric.CLIENT_CPU,
                            Metric.RESPONSE_MEAN,
                            Metric.REQUESTS_PER_WAKE_UP);
            case IDLE -> List.of(Metric.IDLE_CPU, Metric.BYTES_PER_CONNECTION);
            case SCALE ->
                    List.of(
                            Metric.CONNECTIONS_ANSWERED,
                            Metric.BYTES_PER_CONNECTION,
                            Metric.KERNEL_BYTES_PER_CONNECTION,
                            Metric.SERVER_THREADS,
                            Metric.IDLE_CPU);
            case WAIT, BURN, MIXED_SIZES ->
                    List.of(
                            Metric.SERVER_CPU,
                            Metric.TOTAL_CPU,
                            Metric.REQUESTS_PER_SECOND,
                            Metric.RESPONSE_P50,
                            Metric.RESPONSE_P99);
            case NEIGHBOURS, ACTIVE_1, ACTIVE_10, CHURN, CHURN_10, CHURN_RESET, CHURN_RESET_10 ->
                    List.of(
                            Metric.SERVER_CPU,
                            Metric.REQUESTS_PER_SECOND,
                            Metric.RESPONSE_P50,
                            Metric.RESPONSE_P99);
            case HEAD_OF_LINE ->
                    List.of(
                            Metric.RESPONSE_P99,
                            Metric.RESPONSE_P50,
                            Metric.SERVER_CPU,
                            Metric.REQUESTS_PER_SECOND);
        };
    }
}
