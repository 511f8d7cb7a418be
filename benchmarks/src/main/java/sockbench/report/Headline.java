package sockbench.report;

import sockbench.report.data.Answer;
import sockbench.report.data.MachineHistory;
import sockbench.report.data.ReportData;
import sockbench.report.data.Setting;
import sockbench.report.data.Settling;
import sockbench.report.page.Page.Statement;
import sockbench.report.page.Page.Tag;
import sockbench.report.sections.ProvenanceSections;
import sockbench.results.Verdict;
import sockbench.text.Digits;
import sockbench.text.Words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The answer before all detail.
final class Headline {
    private final ReportData data;
    private final Optional<Setting> setting;
    private final Optional<Answer> answer;

    Headline(ReportData data) {
        this.data = data;
        this.setting = Setting.natural(data).stream().findFirst();
        this.answer = setting.map(first -> new Answer(data, first));
    }

    String title() {
        var models = data.models().size();
        return answer.map(first -> Words.capital(first.title()))
                .orElse(
                        models == 0
                                ? "This run measured nothing"
                                : "This run does not compare "
                                        + Words.count(models, "model")
                                        + " in a closed loop");
    }

    /// How precise the ranking is.
    Tag tag() {
        if (setting.isEmpty()) {
            return new Tag("not ranked", "warn");
        }
        var settling = new Settling(data, setting.get());
        var width = settling.width();
        var words =
                Double.isInfinite(width)
                        ? "no intervals"
                        : "±%s, goal ±%s"
                                .formatted(
                                        Digits.percent(width), Digits.percent(data.plan().goal()));
        if (!isDecided()) {
            return new Tag("undecided · " + words, "bad");
        }
        return settling.isNoisy()
                ? new Tag("noisy · " + words, "warn")
                : new Tag("precise · " + words, "good");
    }

    private boolean isDecided() {
        return answer.filter(Answer::isDecided).isPresent();
    }

    /// What follows the title.
    List<Statement> statements() {
        if (setting.isEmpty()) {
            return List.of();
        }
        var statements = new ArrayList<Statement>();
        var first = answer.orElseThrow();
        statements.add(new Statement("Then", first.then(), ""));
        statements.add(new Statement("Holds for", first.holds(), ""));
        statements.add(
                new Statement("How sure", new Precision(data, setting.get()).sentences(), ""));
        new Settling(data, setting.get())
                .step(isDecided())
                .ifPresent(step ->
                        statements.add(
                                new Statement(
                                        "To settle it", List.of(step.words()), step.command())));
        return statements;
    }

    /// What a reader must know before believing a number.
    List<String> warnings() {
        var warnings = new ArrayList<>(ProvenanceSections.warnings(data));
        warnings.addAll(MachineHistory.of(data.run()).notices(data.reference()));
        return warnings;
    }

    /// Machine and run.
    List<String> facts() {
        var plan = data.plan();
        var facts = new ArrayList<String>();
        var valid =
                plan.cells().stream()
                        .filter(cell -> data.verdict(cell.cell()) == Verdict.VALID)
                        .count();
        facts.add(
                "Run %s · profile %s · %s forks per cell · %d of %s valid · seed %d"
                        .formatted(
                                plan.run(),
                                plan.profile(),
                                plan.roundsInWords(),
                                valid,
                                Words.count(plan.cells().size(), "cell"),
                                plan.seed()));
        machine().ifPresent(facts::add);
        return facts;
    }

    /// CPU, kernel and JDK, where the environment names them.
    private Optional<String> machine() {
        var identity = data.run().environment().getAsJsonObject("identity");
        if (identity == null) {
            return Optional.empty();
        }
        var names = List.of("cpus", "cpu", "virtual machine", "kernel", "jdk");
        return Optional.of(
                names.stream()
                        .filter(identity::has)
                        .map(name -> label(name) + identity.get(name).getAsString())
                        .collect(Collectors.joining(" · ")));
    }

    private static String label(String name) {
        return switch (name) {
            case "cpus" -> "CPUs: ";
            case "virtual machine" -> "virtual machine: ";
            case "jdk" -> "JDK: ";
            default -> "";
        };
    }
}
