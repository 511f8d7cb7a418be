package sockbench.report;

import sockbench.findings.Finding;
import sockbench.report.data.Answer;
import sockbench.report.data.Leaders;
import sockbench.report.data.Numbers;
import sockbench.report.data.Printed;
import sockbench.report.data.ReportData;
import sockbench.report.data.Setting;
import sockbench.report.page.Page.Card;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Verdict;
import sockbench.text.Words;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// The answer before all detail.
final class Headline {
    private final ReportData data;
    private final Optional<Setting> setting;

    Headline(ReportData data) {
        this.data = data;
        this.setting = Setting.natural(data).stream().findFirst();
    }

    String title() {
        var models = data.models().size();
        return setting.map(first -> Words.capital(new Answer(data, first).title()))
                .orElse(
                        "How "
                                + models
                                + (models == 1 ? " I/O model does" : " I/O models compare"));
    }

    /// Machine and run.
    List<String> facts() {
        var plan = data.plan();
        var facts = new ArrayList<String>();
        facts.add(
                "Run %s · profile %s · %s forks per cell · seed %d · everything × %s"
                        .formatted(
                                plan.run(),
                                plan.profile(),
                                plan.roundsInWords(),
                                plan.seed(),
                                plan.reference()));
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

    /// Who comes first and under which conditions.
    List<String> answer() {
        return setting.map(first -> new Answer(data, first).sentences()).orElse(List.of());
    }

    /// How sure that is.
    List<String> sureness() {
        return setting.map(first -> new Precision(data, first).sentences()).orElse(List.of());
    }

    List<Card> cards() {
        var cards = new ArrayList<Card>();
        setting.ifPresent(first -> {
            var cells = first.cells(data, Question.THROUGHPUT);
            card("Least server + generator CPU per request", cells, Metric.TOTAL_CPU)
                    .ifPresent(cards::add);
            card("Highest throughput, closed loop", cells, Metric.REQUESTS_PER_SECOND)
                    .ifPresent(cards::add);
        });
        first("Shortest round trip (p50), closed loop", Question.ROUND_TRIP, Metric.RESPONSE_P50)
                .ifPresent(cards::add);
        first("Highest capacity, open loop", Question.CAPACITY, Metric.CAPACITY_PER_SECOND)
                .ifPresent(cards::add);
        cards.add(citable());
        return cards;
    }

    /// Under the first conditions that the question was asked.
    private Optional<Card> first(String label, Question question, Metric metric) {
        var conditions = new LinkedHashMap<Cell, List<Cell>>();
        for (var cell : data.cells(question)) {
            conditions.computeIfAbsent(cell.withModel(""), c -> new ArrayList<>()).add(cell);
        }
        return conditions.values().stream()
                .map(cells -> card(label, cells, metric))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Who comes first by one metric, with all that cannot be told from it.
    private Optional<Card> card(String label, Collection<Cell> cells, Metric metric) {
        var alike = List.copyOf(cells);
        var table = data.standings().table(alike.getFirst(), metric);
        if (table.isEmpty() || !table.get().tooFewForks().isEmpty()) {
            return Optional.empty();
        }
        var ratios = Answer.ratios(data, alike, metric);
        var leaders = Leaders.of(table.get(), data.reference(), ratios);
        var known = data.known(alike, metric);
        var valid = known.stream().filter(Finding::isCitable).count();
        var bound = highestBound(known);
        if (bound.isPresent()) {
            return bound.map(finding ->
                    new Card(
                            label,
                            value(finding),
                            finding.cell().model()
                                    + " at least: the generator was the limit of those that are"
                                    + " fastest"));
        }
        return known.stream()
                .filter(finding -> finding.cell().model().equals(leaders.names().getFirst()))
                .findFirst()
                .map(finding ->
                        new Card(
                                label,
                                value(finding),
                                leaders.summary()
                                        + Numbers.reservation(", of", (int) valid, known.size())));
    }

    /// The highest lower bound, if the highest of all numbers is one.
    private static Optional<Finding> highestBound(List<Finding> known) {
        return known.stream()
                .max(
                        Comparator.comparingDouble(
                                finding -> Objects.requireNonNull(finding.estimate()).value()))
                .filter(Numbers::isLowerBound);
    }

    private TableEntry value(Finding finding) {
        var paired = finding.isPaired();
        var figure = paired ? Numbers.ratio(finding) : Numbers.figure(finding);
        var unit = paired ? "× " + data.reference() : Printed.columnUnit(finding.metric());
        return new TableEntry.Figure(
                figure.text(),
                figure.unit().isEmpty() ? unit : figure.unit(),
                figure.interval(),
                figure.worth(),
                figure.sortKey());
    }

    private Card citable() {
        var all = data.plan().cells();
        long valid =
                all.stream().filter(cell -> data.verdict(cell.cell()) == Verdict.VALID).count();
        return new Card(
                "Cells with verdict VALID",
                TableEntry.Text.of(valid + " of " + all.size()),
                "each cell with its reason below");
    }
}
