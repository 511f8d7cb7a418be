package sockbench.report.sections;

import sockbench.report.page.Section;
import sockbench.report.page.Section.NamedText;

import java.util.List;

/// The words of the report.
public final class Glossary {
    private static final List<NamedText> WORDS =
            List.of(
                    new NamedText(
                            "Request",
                            "One frame sent, one frame answered, the answer verified byte by"
                                    + " byte."),
                    new NamedText(
                            "Closed loop",
                            "Each connection sends its next request when the answer to the last has"
                                    + " arrived."),
                    new NamedText(
                            "Open loop",
                            "Requests are due on a schedule, whether or not answers have come"
                                    + " back."),
                    new NamedText(
                            "Response time",
                            "From due (open loop) or sent (closed loop) to completed: what a user"
                                    + " feels."),
                    new NamedText("Service time", "From actually sent to completed."),
                    new NamedText(
                            "Send lag", "From due to actually sent: the generator's own lateness."),
                    new NamedText(
                            "Offered, sent, completed",
                            "The rate that was due, the rate that left the generator, the rate that"
                                    + " came back. Three different numbers."),
                    new NamedText(
                            "Server CPU per request",
                            "User and system time of the whole server process, kernel workers"
                                    + " included, over requests answered."),
                    new NamedText(
                            "Server + generator CPU",
                            "Both over requests answered. On one machine the sender's system call"
                                + " pays for waking the receiver, so a server can look cheap at its"
                                + " generator's cost; the sum cannot."),
                    new NamedText(
                            "Requests per wake-up",
                            "Requests answered over times that a thread of the server gave up its"
                                    + " CPU to wait. The more, the more the server worked through"
                                    + " queues."),
                    new NamedText(
                            "Window",
                            "A stretch of load on one server that begins and ends with nothing"
                                    + " outstanding, so its counts are exact."),
                    new NamedText(
                            "Preempted window",
                            "One in which the generator's loop stood still for longer than its work"
                                    + " explains: the machine had given its CPU to somebody else."
                                    + " Tails are printed with and without such windows; no other"
                                    + " window is ever left out."),
                    new NamedText(
                            "Block",
                            "Windows that ran right after each other: one of each server of the"
                                    + " fork, the reference's among them, in a balanced order."),
                    new NamedText(
                            "Reference",
                            "The model everything is measured against. It runs beside the others in"
                                    + " every fork, in its own JVM on the same CPUs."),
                    new NamedText(
                            "Ratio, ×",
                            "A number as a multiple of the reference's. In a fork: the median over"
                                + " blocks of one window over the other. In a cell: the geometric"
                                + " mean over forks."),
                    new NamedText(
                            "Absolute",
                            "The reference's own number times the ratio. It depends on the machine;"
                                    + " the ratio hardly does."),
                    new NamedText(
                            "A/A",
                            "The reference measured against itself, in its own row. Its interval"
                                + " must contain 1; half of it is the least difference that can be"
                                + " seen."),
                    new NamedText("Cell", "One model × one set of parameters × one question."),
                    new NamedText(
                            "Fork",
                            "One fresh server JVM and one fresh client JVM. The replicate of all"
                                    + " statistics."),
                    new NamedText("Round", "Every cell once, in a new random order."),
                    new NamedText(
                            "Interval",
                            "Where the true value lies with 95 % confidence, computed from one"
                                + " value per fork, of positive quantities on a logarithmic scale."
                                + " With few forks a median's interval covers less; the percentage"
                                + " in the column's title says how much."),
                    new NamedText(
                            "Grade, ±",
                            "Half the interval's width as a share of the number. A wide one is"
                                    + " printed, not hidden."),
                    new NamedText(
                            "Rank",
                            "The interval of places that a model may have: from 1 plus the number"
                                    + " of models that are better for certain, to the number of all"
                                    + " less those that are worse for certain."),
                    new NamedText(
                            "Spins",
                            "The server keeps a CPU busy whether or not there is work. At a fixed"
                                    + " rate its CPU per request is 1 / rate."),
                    new NamedText(
                            "Ceiling",
                            "What the generator reaches against the null server, which echoes bytes"
                                    + " and looks at no frame."),
                    new NamedText(
                            "≥",
                            "A lower bound: the generator was the limit, the server could have done"
                                    + " more."),
                    new NamedText(
                            "Capacity",
                            "The highest offered rate at which the latency objective holds and 99 %"
                                    + " of requests are completed."));

    private Glossary() {}

    public static Section of() {
        return new Section("words", "Words", "Words", "", List.of(new Section.Pairs(true, WORDS)));
    }
}
