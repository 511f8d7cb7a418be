package sockbench.report.sections;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;

import sockbench.report.data.ReportData;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.report.page.Section.NamedText;
import sockbench.results.Limits;
import sockbench.results.Verdict;
import sockbench.text.Digits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Where the numbers come from: machine, configuration, rules.
public final class ProvenanceSections {
    private static final String WARNINGS = "warnings";

    private ProvenanceSections() {}

    public static Section environment(ReportData data) {
        var blocks = new ArrayList<Block>();
        for (var warning : warnings(data)) {
            blocks.add(Section.Note.warning(warning));
        }
        if (blocks.isEmpty()) {
            blocks.add(Section.Note.plain("Preflight had nothing to complain about."));
        }
        var pairs = new ArrayList<NamedText>();
        data.run()
                .environment()
                .asMap()
                .forEach((name, value) -> {
                    if (!name.equals(WARNINGS)) {
                        flatten(name, value, pairs);
                    }
                });
        blocks.add(new Section.Pairs(false, pairs));
        return new Section(
                "environment",
                "Environment",
                "Environment",
                "The machine and the software, as recorded by the run.",
                blocks);
    }

    public static List<String> warnings(ReportData data) {
        var ofMachine =
                data.run().environment().get(WARNINGS) instanceof JsonArray lines
                        ? lines.asList().stream().map(JsonElement::getAsString)
                        : Stream.<String>empty();
        var ofFiles =
                data.run().cutOff().stream()
                        .map(name -> name + ": the last row was cut off and is left out");
        return Stream.concat(ofMachine, ofFiles).toList();
    }

    private static void flatten(String name, JsonElement value, List<NamedText> pairs) {
        if (value.isJsonObject()) {
            value.getAsJsonObject()
                    .asMap()
                    .forEach((inner, content) -> flatten(inner, content, pairs));
        } else if (value.isJsonArray()) {
            var texts =
                    value.getAsJsonArray().asList().stream().map(ProvenanceSections::text).toList();
            pairs.add(new NamedText(name, String.join(", ", texts)));
        } else {
            pairs.add(new NamedText(name, text(value)));
        }
    }

    private static String text(JsonElement value) {
        return value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }

    public static Section configuration(ReportData data) {
        var plan = data.plan();
        var pairs = new ArrayList<NamedText>();
        pairs.add(new NamedText("Run", plan.run()));
        pairs.add(new NamedText("Profile", plan.profile()));
        pairs.add(new NamedText("Reference", plan.reference()));
        pairs.add(new NamedText("Goal", "±" + Digits.percent(plan.goal())));
        pairs.add(
                new NamedText(
                        "Why it stopped",
                        plan.stopped().isEmpty() ? "not recorded" : plan.stopped()));
        pairs.add(new NamedText("Forks per cell", plan.roundsInWords() + ", one in each round"));
        pairs.add(new NamedText("Seed", plan.seed() + ", of cell order, schedules and payloads"));
        new TreeMap<>(plan.options())
                .forEach((name, value) -> pairs.add(new NamedText("Option " + name, value)));
        pairs.add(new NamedText("Command", plan.command()));
        return new Section(
                "configuration",
                "Configuration",
                "Configuration",
                "What repeats this run.",
                List.of(new Section.Pairs(false, pairs)));
    }

    public static Section rules() {
        var verdicts =
                Arrays.stream(Verdict.values())
                        .map(verdict -> new NamedText(verdict.name(), verdict.meaning()))
                        .toList();
        var limits =
                Arrays.stream(Limits.values())
                        .map(limit -> new NamedText(Digits.print3(limit.value()), limit.meaning()))
                        .toList();
        return new Section(
                "rules",
                "Rules",
                "Rules",
                "A number that breaks a rule is not polished: it carries a verdict and cannot be"
                        + " cited.",
                List.of(
                        new Section.Heading("Verdicts"),
                        new Section.Pairs(false, verdicts),
                        new Section.Heading("Limits"),
                        new Section.Pairs(false, limits)));
    }
}
