package sockbench.report.sections;

import sockbench.report.page.Section;
import sockbench.report.page.Section.Pair;

import java.util.List;

/// The words of the report.
public final class Glossary {
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
                            "Server + generator CPU",
                            "Both over requests answered. On one machine the sender's system call"
                                + " pays for waking the receiver, so a server can look cheap at its"
                                + " generator's cost; the sum cannot."),
                    new Pair(
                            "Requests per wake-up",
                            "Requests answered over times that a thread of the server gave up its"
                                    + " CPU to wait. The more, the more the server worked through"
                                    + " queues."),
                    new Pair(
                            "Window",
                            "A stretch of load on one server that begins and ends with nothing"
                                    + " outstanding, so its counts are exact."),
                    new Pair(
                            "Preempted window",
                            "One in which the generator's loop stood still for longer than its work"
                                    + " explains: the machine had given its CPU to somebody else."
                                    + " Tails are printed with and without such windows; no other"
                                    + " window is ever left out."),
                    new Pair(
                            "Block",
                            "Windows that ran right after each other: one of each server of the"
                                    + " fork, the reference's among them, in a balanced order."),
                    new Pair(
                            "Reference",
                            "The model everything is measured against. It runs beside the others in"
                                    + " every fork, in its own JVM on the same CPUs."),
                    new Pair(
                            "Ratio, ×",
                            "A number as a multiple of the reference's. In a fork: the median over"
                                + " blocks of one window over the other. In a cell: the geometric"
                                + " mean over forks."),
                    new Pair(
                            "Absolute",
                            "The reference's own number times the ratio. It depends on the machine;"
                                    + " the ratio hardly does."),
                    new Pair(
                            "A/A",
                            "The reference measured against itself, in its own row. Its interval"
                                + " must contain 1; half of it is the least difference that can be"
                                + " seen."),
                    new Pair("Cell", "One model × one set of parameters × one question."),
                    new Pair(
                            "Fork",
                            "One fresh server JVM and one fresh client JVM. The replicate of all"
                                    + " statistics."),
                    new Pair("Round", "Every cell once, in a new random order."),
                    new Pair(
                            "Interval",
                            "Where the true value lies with 95 % confidence, computed from one"
                                + " value per fork, of positive quantities on a logarithmic scale."
                                + " With few forks a median's interval covers less; the percentage"
                                + " in the column's title says how much."),
                    new Pair(
                            "Grade, ±",
                            "Half the interval's width as a share of the number. A wide one is"
                                    + " printed, not hidden."),
                    new Pair(
                            "Rank",
                            "The interval of places that a model may have: from 1 plus the number"
                                    + " of models that are better for certain, to the number of all"
                                    + " less those that are worse for certain."),
                    new Pair(
                            "Spins",
                            "The server keeps a CPU busy whether or not there is work. At a fixed"
                                    + " rate its CPU per request is 1 / rate."),
                    new Pair(
                            "Ceiling",
                            "What the generator reaches against the null server, which echoes bytes"
                                    + " and looks at no frame."),
                    new Pair(
                            "≥",
                            "A lower bound: the generator was the limit, the server could have done"
                                    + " more."),
                    new Pair(
                            "Capacity",
                            "The highest offered rate at which the latency objective holds and 99 %"
                                    + " of requests are completed."));

    private Glossary() {}

    public static Section of() {
        return new Section("words", "Words", "Words", "", List.of(new Section.Pairs(true, WORDS)));
    }
}
