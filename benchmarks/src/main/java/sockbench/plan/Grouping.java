package sockbench.plan;

import sockbench.results.Cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/// Who shares a fork. Up to six subjects beside one reference: starting JVMs and warming them up
/// takes half of a fork, and the reference's part is paid once for all of them. More would move the
/// windows of a block further apart than the machine keeps its speed. Groups are drawn anew for
/// each round, so that no model always has the same neighbours.
public final class Grouping {
    private static final int SUBJECTS = 6;

    private record ModelThreads(String model, int threads) {}

    /// Subjects that can share a reference.
    private record Company(String reference, int threads) {}

    private final Profile profile;
    private final Builds builds;
    private final Predicate<Cell> referenceSustains;

    /// @param referenceSustains whether the reference can be measured under the conditions of a
    ///   cell
    public Grouping(Profile profile, Builds builds, Predicate<Cell> referenceSustains) {
        this.profile = profile;
        this.builds = builds;
        this.referenceSustains = referenceSustains;
    }

    /// The forks of one round, in random order.
    ///
    /// @param cells of one kind
    public List<PlannedFork> forks(QuestionKind kind, List<Cell> cells, Random random) {
        var companies = new LinkedHashMap<Company, Map<ModelThreads, List<Cell>>>();
        for (var cell : cells) {
            var company = new Company(builds.reference(cell.model()), cell.threads());
            companies
                    .computeIfAbsent(company, first -> new LinkedHashMap<>())
                    .computeIfAbsent(
                            new ModelThreads(cell.model(), cell.threads()),
                            one -> new ArrayList<>())
                    .add(cell);
        }
        var forks = new ArrayList<PlannedFork>();
        for (var subjects : companies.values()) {
            var shuffled = new ArrayList<>(subjects.values());
            Collections.shuffle(shuffled, random);
            groups(shuffled, kind == QuestionKind.SCALE ? 1 : SUBJECTS)
                    .forEach(group -> forks.add(fork(kind, group)));
        }
        Collections.shuffle(forks, random);
        return forks;
    }

    /// As few as possible, as alike in size as possible.
    private static List<List<List<Cell>>> groups(List<List<Cell>> subjects, int most) {
        int count = Math.ceilDiv(subjects.size(), most);
        var groups = new ArrayList<List<List<Cell>>>();
        for (int i = 0; i < count; i++) {
            groups.add(
                    subjects.subList(
                            subjects.size() * i / count, subjects.size() * (i + 1) / count));
        }
        return groups;
    }

    private PlannedFork fork(QuestionKind kind, List<List<Cell>> group) {
        var byConditions = new LinkedHashMap<Cell, List<Cell>>();
        // Who holds many connections has held few before.
        group.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(cell -> kind.hasLevels() ? cell.connections() : 0))
                .forEach(cell ->
                        byConditions
                                .computeIfAbsent(cell.withModel(""), key -> new ArrayList<>())
                                .add(cell));
        var stages = byConditions.values().stream().map(this::stage).toList();
        return new PlannedFork(kind, stages, profile.effort(kind));
    }

    private Stage stage(List<Cell> cells) {
        var first = cells.getFirst();
        return new Stage(List.copyOf(cells), profile.blocks(first), referenceSustains.test(first));
    }
}
