package sockbench.results;

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
    /// What is the response time at a share of capacity?
    LOAD_CURVE("Response time over offered load"),
    /// What does a request cost at rates from near idle to capacity?
    EFFICIENCY("Cost over offered load"),
    /// What do connections cost that say nothing?
    IDLE("Idle connections");

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

    /// @throws IllegalArgumentException if there is no such question
    public static Question of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
