package sockbench.results;

/// One model × one set of parameters × one question.
///
/// @param model a name in the registry of models, [#NULL_SERVER], [#TARGET] or [#UNCHANGED]
/// @param connections open during the measurement, at least 1
/// @param bodyBytes of each request, 0 to 65,535
/// @param offeredPerSecond requests due per second in an open loop; 0 in a closed one or where it
///   is the answer sought
/// @param threads the server's thread budget; 0 is the model's natural number
/// @param workMicros what each request asks for: to wait so long where the question is about
///   waiting, to compute so long where it is about computing; otherwise 0
public record Cell(
        Question question,
        String model,
        int connections,
        int bodyBytes,
        LoopType loop,
        double offeredPerSecond,
        int threads,
        int workMicros) {
    /// The cheapest responder there is, against which the generator proves itself.
    public static final String NULL_SERVER = "NULL_SERVER";

    /// A server that somebody else started.
    public static final String TARGET = "TARGET";

    /// In a comparison of two builds, the old one measured against itself.
    public static final String UNCHANGED = "UNCHANGED";

    /// Requests that ask for no work.
    public Cell(
            Question question,
            String model,
            int connections,
            int bodyBytes,
            LoopType loop,
            double offeredPerSecond,
            int threads) {
        this(question, model, connections, bodyBytes, loop, offeredPerSecond, threads, 0);
    }

    public ServerKind serverKind() {
        return ServerKind.of(model);
    }

    /// Connections that are busy at the same time in a closed loop.
    public int busyConnections() {
        return question.busy(connections);
    }

    /// How long each request waits before it is answered; 0 where the question is another.
    public int waitMicros() {
        return question == Question.WAIT ? workMicros : 0;
    }

    /// What each request asks for, in words; empty if it asks for nothing.
    public String workWords() {
        if (workMicros == 0) {
            return "";
        }
        var amount = workMicros % 1000 == 0 ? workMicros / 1000 + " ms" : workMicros + " us";
        return (question == Question.WAIT ? "waits " : "computes ") + amount;
    }

    /// The same parameters for another model.
    public Cell withModel(String other) {
        return new Cell(
                question,
                other,
                connections,
                bodyBytes,
                loop,
                offeredPerSecond,
                threads,
                workMicros);
    }

    /// The same cell with another number of connections.
    public Cell withConnections(int other) {
        return new Cell(
                question, model, other, bodyBytes, loop, offeredPerSecond, threads, workMicros);
    }

    /// The same cell with requests that ask for other work.
    public Cell withWork(int micros) {
        return new Cell(
                question, model, connections, bodyBytes, loop, offeredPerSecond, threads, micros);
    }

    /// The same cell on another thread budget.
    public Cell withThreads(int other) {
        return new Cell(
                question, model, connections, bodyBytes, loop, offeredPerSecond, other, workMicros);
    }

    @Override
    public String toString() {
        var text =
                new StringBuilder()
                        .append(question.id())
                        .append(' ')
                        .append(model)
                        .append(", ")
                        .append(connections)
                        .append(connections == 1 ? " connection, " : " connections, ")
                        .append(bodyBytes)
                        .append(" B");
        if (workMicros > 0) {
            text.append(", ").append(workWords());
        }
        if (offeredPerSecond > 0) {
            text.append(", ").append(Math.round(offeredPerSecond)).append("/s offered");
        }
        if (threads > 0) {
            text.append(", ").append(threads).append(threads == 1 ? " thread" : " threads");
        }
        return text.toString();
    }
}
