package sockbench.report;

import sockbench.evidence.Finding;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.stats.Estimate;
import sockbench.stats.NoiseFloor;
import sockbench.stats.Ratio;

import java.util.Optional;

/// The same model measured twice under two names: what differs is noise.
///
/// @param ratio of the server CPU per request, second entry over first
record Noise(String model, Ratio ratio) {
    static Optional<Noise> of(Material material) {
        return material.planned(Question.THROUGHPUT)
                .filter(Cell::isAgain)
                .findFirst()
                .flatMap(again -> of(material, again));
    }

    private static Optional<Noise> of(Material material, Cell again) {
        var first =
                material.numbers().find(again.withModel(again.startedModel()), Metric.SERVER_CPU);
        var second = material.numbers().find(again, Metric.SERVER_CPU);
        if (first == null || second == null || first.n() == 0 || second.n() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Noise(
                        again.startedModel(),
                        Ratio.of(
                                Estimate.Center.MEAN,
                                forks(second),
                                forks(first),
                                material.plan().seed())));
    }

    static NoiseFloor floor(Material material) {
        return of(material).map(noise -> NoiseFloor.of(noise.ratio)).orElse(NoiseFloor.UNKNOWN);
    }

    static Optional<String> words(Material material) {
        return of(material).map(Noise::words);
    }

    private String words() {
        if (!Double.isFinite(ratio.high())) {
            return "Noise floor (A/A): %s entered twice, in too few forks to say how far it is from itself. No difference between models is called one."
                    .formatted(model);
        }
        return "Noise floor (A/A): %s entered twice; its server CPU per request differs from itself by %s, and the true ratio lies within %s–%s. A smaller difference between models is never called one."
                .formatted(
                        model, percent(), Digits.print3(ratio.low()), Digits.print3(ratio.high()));
    }

    /// How far apart the two are.
    String percent() {
        return Digits.percent(Math.abs(ratio.value() - 1));
    }

    private static double[] forks(Finding finding) {
        return finding.forks().stream().mapToDouble(value -> value).toArray();
    }
}
