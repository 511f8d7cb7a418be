package sockbench.report;

import sockbench.report.page.Section;
import sockbench.report.page.Section.Pair;

import java.util.List;

/// The words of the report.
final class Glossary {
    private static final List<Pair> WORDS =
            List.of(
                    new Pair(
                            "Request",
                            "One frame sent, one frame answered, the answer verified byte by"
                                    + " byte."),
                    new Pair(
                            "Closed loop",
                            "Each connection sends its next request when the answer to the last has"
                                    + " arrived."),
                    new Pair(
                            "Open loop",
                            "Requests are due on a schedule, whether or not answers have come"
                                    + " back."),
                    new Pair(
                            "Response time",
                            "From due (open loop) or sent (closed loop) to completed: what a user"
                                    + " feels."),
                    new Pair("Service time", "From actually sent to completed."),
                    new Pair(
                            "Send lag", "From due to actually sent: the generator's own lateness."),
                    new Pair(
                            "Offered, sent, completed",
                            "The rate that was due, the rate that left the generator, the rate that"
                                    + " came back. Three different numbers."),
                    new Pair(
                            "Server CPU per request",
                            "User and system time of the whole server process, kernel workers"
                                    + " included, over requests answered."),
                    new Pair(
                            "One server CPU could do",
                            "1 / server CPU per request: what the model could serve if its CPU were"
                                    + " the only limit. Computed, not measured."),
                    new Pair(
                            "Undisturbed",
                            "Server CPU per request in the least of a fork's windows, a twentieth"
                                + " of a second each. Others on the machine can make a request"
                                + " dearer, never cheaper, so this is the steadiest figure for"
                                + " comparing a model with itself, before and after a change. Not"
                                + " for ranking models: it is the best of many, and what does not"
                                + " happen in every window, a garbage collection for one, is not in"
                                + " it."),
                    new Pair(
                            "Server over generator CPU",
                            "Both per request, in the same second. A machine that is slow for a"
                                + " while slows both. It understates a change, because a server"
                                + " that takes longer makes its generator's work dearer too, and it"
                                + " ranks no models: how their answers come, one by one or in"
                                + " bursts, changes what the generator needs."),
                    new Pair(
                            "Held up by the machine",
                            "The share of the time in which the generator found nothing to do that"
                                + " somebody else had its CPU: the host of a virtual machine, for"
                                + " one. If it is above 1 %, a send lag p99 is the machine's."),
                    new Pair(
                            "Window",
                            "What is measured in one piece: an iteration, or a part of one where"
                                    + " the profile cuts it. At its end every answer is awaited and"
                                    + " the server's counters are read, so its counts agree to the"
                                    + " last request. An iteration is the mean of its windows."),
                    new Pair("Cell", "One model × one set of parameters × one question."),
                    new Pair(
                            "Fork",
                            "One fresh server JVM and one fresh client JVM. The replicate of all"
                                    + " statistics."),
                    new Pair("Round", "Every cell once, in a new random order."),
                    new Pair(
                            "Interval",
                            "Where the true value lies with 95 % confidence, computed from one"
                                + " value per fork. With few forks a median's interval covers less;"
                                + " the percentage in brackets says how much."),
                    new Pair(
                            "Rank",
                            "Shared by models whose difference is not significant, or lies within"
                                    + " the noise floor."),
                    new Pair(
                            "Noise floor, A/A",
                            "The difference between a model and itself, entered twice under two"
                                    + " names."),
                    new Pair(
                            "Ceiling",
                            "What the generator reaches against the cheapest possible responder."),
                    new Pair(
                            "≥",
                            "A lower bound: the generator was the limit, the server could have done"
                                    + " more."),
                    new Pair(
                            "Capacity",
                            "The highest offered rate at which the latency objective holds and 99 %"
                                    + " of requests are completed."));

    private Glossary() {}

    static Section of() {
        return new Section("words", "Words", "Words", "", List.of(new Section.Pairs(true, WORDS)));
    }
}
