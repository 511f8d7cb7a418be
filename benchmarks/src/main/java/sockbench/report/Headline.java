package sockbench.report;

import sockbench.evidence.Finding;
import sockbench.report.page.Entry;
import sockbench.report.page.Page.Card;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Verdict;
import sockbench.stats.NoiseFloor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// The answer before all detail.
final class Headline {
    private final Material material;
    private final List<Setting> settings;

    Headline(Material material) {
        this.material = material;
        this.settings = Setting.natural(material);
    }

    String title() {
        var models = material.models().size();
        return "How " + models + (models == 1 ? " I/O model does" : " I/O models compare");
    }

    /// Machine, run and effort.
    List<String> facts() {
        var plan = material.plan();
        var facts = new ArrayList<String>();
        facts.add(
                "Run "
                        + plan.run()
                        + " · profile "
                        + plan.profile()
                        + " · "
                        + plan.roundsInWords()
                        + " forks per cell · "
                        + material.forks().stream().mapToInt(Fork::number).distinct().count()
                        + " forks · seed "
                        + plan.seed());
        machine().ifPresent(facts::add);
        return facts;
    }

    /// CPU, kernel and JDK, where the environment names them.
    private Optional<String> machine() {
        var identity = material.run().environment().getAsJsonObject("identity");
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

    List<String> answer() {
        if (settings.isEmpty()) {
            return List.of();
        }
        var setting = settings.getFirst();
        var table = HeadlineSection.table(material, setting);
        var first = table.best();
        if (first.isEmpty()) {
            return List.of(
                    "No number for %s may be cited: the verdicts below say why."
                            .formatted(setting.words()));
        }
        var best =
                Objects.requireNonNull(
                        material.numbers().find(first.getFirst(), Metric.SERVER_CPU));
        return List.of(
                "At "
                        + setting.words()
                        + ", "
                        + first.getFirst().model()
                        + " needs the least server CPU"
                        + table.reservation()
                        + ": "
                        + words(best)
                        + " for a request, so one server CPU could do "
                        + RankingTable.capacity(best).text()
                        + " per s."
                        + (table.tooFewForks().isEmpty()
                                ? tied(first)
                                : " " + table.tooFewForks()));
    }

    private static String tied(List<Cell> first) {
        if (first.size() == 1) {
            return "";
        }
        return " It cannot be told apart from "
                + first.stream().skip(1).map(Cell::model).collect(Collectors.joining(", "))
                + ".";
    }

    private static String words(Finding finding) {
        return Printed.sentence(finding.metric(), Objects.requireNonNull(finding.estimate()));
    }

    List<Card> cards() {
        var cards = new ArrayList<Card>();
        if (!settings.isEmpty()) {
            var cells = settings.getFirst().cells(material, Question.THROUGHPUT);
            best("Least server CPU per request", cells, Metric.SERVER_CPU, cards);
            best("Highest throughput, closed loop", cells, Metric.REQUESTS_PER_SECOND, cards);
        }
        best(
                "Shortest round trip (p50), closed loop",
                material.cells(Question.ROUND_TRIP),
                Metric.RESPONSE_P50,
                cards);
        best(
                "Highest capacity, open loop",
                material.cells(Question.CAPACITY),
                Metric.CAPACITY_PER_SECOND,
                cards);
        if (!settings.isEmpty()) {
            noise(settings.getFirst()).ifPresent(cards::add);
        }
        cards.add(citable());
        return cards;
    }

    private Optional<Card> noise(Setting setting) {
        return setting.cells(material, Question.THROUGHPUT).stream()
                .findFirst()
                .map(cell -> material.comparisons().noiseFloor(cell, Metric.SERVER_CPU))
                .filter(NoiseFloor::isKnown)
                .map(floor ->
                        new Card(
                                "Noise floor (A/A)",
                                Entry.Text.of("± " + Digits.percent(floor.high() - 1)),
                                "a model against itself, server CPU per request"));
    }

    private Card citable() {
        var all = material.plan().cells();
        long valid =
                all.stream().filter(cell -> material.verdict(cell.cell()) == Verdict.VALID).count();
        return new Card(
                "Cells with verdict VALID",
                Entry.Text.of(valid + " of " + all.size()),
                "each cell with its reason below");
    }

    private void best(String label, List<Cell> cells, Metric metric, List<Card> cards) {
        var order =
                Comparator.<Finding>comparingDouble(
                        f -> Objects.requireNonNull(f.estimate()).value());
        var known = material.known(cells, metric);
        var trusted =
                known.stream()
                        .filter(finding -> finding.isCitable() || Numbers.isLowerBound(finding))
                        .toList();
        trusted.stream()
                .min(metric.better() == Metric.Better.HIGHER ? order.reversed() : order)
                .ifPresent(finding ->
                        cards.add(
                                new Card(
                                        label,
                                        withUnit(finding),
                                        words(finding, Setting.of(finding.cell()))
                                                + Numbers.reservation(
                                                        ", of", trusted.size(), known.size()))));
    }

    private String words(Finding finding, Setting setting) {
        var coverage = material.numbers().coverage(List.of(finding.cell()), finding.metric());
        return finding.cell().model()
                + ", "
                + setting.words()
                + (coverage.isEmpty() ? "" : ", " + coverage.replace("intervals", "interval"));
    }

    private static Entry withUnit(Finding finding) {
        var figure = Numbers.figure(finding);
        var unit = figure.unit().isEmpty() ? Printed.columnUnit(finding.metric()) : figure.unit();
        return new Entry.Figure(
                figure.text(),
                unit,
                figure.interval(),
                figure.id(),
                figure.citable(),
                figure.note(),
                figure.sortKey());
    }
}
