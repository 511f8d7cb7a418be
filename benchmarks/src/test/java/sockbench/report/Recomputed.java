package sockbench.report;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.stat.StatUtils;

import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Ratios, intervals and comparisons computed from rows of `windows.csv` by code that shares
/// nothing with that of the report: means of logarithms, Student's t, Holm.
final class Recomputed {
    private final Map<String, double[]> logs = new LinkedHashMap<>();
    private final List<String> pooled = new ArrayList<>();

    /// Adds the forks of a model at 64 connections.
    ///
    /// @param isPooled whether its citation says that its variance is that of all
    void add(RunDirectory run, String model, List<String> forks, boolean isPooled)
            throws IOException {
        var lines = Files.readAllLines(run.file("windows.csv"));
        var header = List.of(lines.getFirst().split(",", -1));
        var subject = new HashMap<String, Double>();
        var reference = new HashMap<String, Double>();
        for (var line : lines.subList(1, lines.size())) {
            var fields = line.split(",", -1);
            var isSubject = fields[header.indexOf("arm")].equals("subject");
            if (fields[header.indexOf("question")].equals("throughput")
                    && fields[header.indexOf("connections")].equals("64")
                    && fields[header.indexOf("threads")].equals("0")
                    && (!isSubject || fields[header.indexOf("model")].equals(model))) {
                var cost =
                        Double.parseDouble(fields[header.indexOf("server_cpu_ns")])
                                / Double.parseDouble(fields[header.indexOf("answered")]);
                var place = fields[header.indexOf("fork")] + "," + fields[header.indexOf("block")];
                (isSubject ? subject : reference).put(place, cost);
            }
        }
        logs.put(
                model, forks.stream().mapToDouble(fork -> log(fork, subject, reference)).toArray());
        if (isPooled) {
            pooled.add(model);
        }
    }

    /// The median over the blocks of a fork.
    private static double log(
            String fork, Map<String, Double> subject, Map<String, Double> reference) {
        return median(
                subject.entrySet().stream()
                        .filter(window -> window.getKey().startsWith(fork + ","))
                        .mapToDouble(window ->
                                Math.log(
                                        window.getValue()
                                                / reference.getOrDefault(
                                                        window.getKey(), Double.NaN)))
                        .sorted()
                        .toArray());
    }

    List<String> models() {
        return List.copyOf(logs.keySet());
    }

    double ratio(String model) {
        return Math.exp(mean(model));
    }

    double low(String model) {
        var t = new TDistribution(freedom(model)).inverseCumulativeProbability(0.975);
        return Math.exp(mean(model) - t * Math.sqrt(variance(model) / of(model).length));
    }

    /// Pairs that differ after Holm's correction.
    List<List<String>> different() {
        var pairs = new ArrayList<List<String>>();
        for (var one : models()) {
            for (var other : models()) {
                if (mean(one) < mean(other)) {
                    pairs.add(List.of(one, other));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(pair -> p(pair.getFirst(), pair.getLast())));
        var different = new ArrayList<List<String>>();
        for (int i = 0; i < pairs.size(); i++) {
            var pair = pairs.get(i);
            if (p(pair.getFirst(), pair.getLast()) * (pairs.size() - i) > 0.05) {
                break;
            }
            different.add(pair);
        }
        return different;
    }

    private double p(String one, String other) {
        var a = variance(one) / of(one).length;
        var b = variance(other) / of(other).length;
        var t = Math.abs(mean(one) - mean(other)) / Math.sqrt(a + b);
        var freedom = (a + b) * (a + b) / (a * a / freedom(one) + b * b / freedom(other));
        return 2 * new TDistribution(freedom).cumulativeProbability(-t);
    }

    private double freedom(String model) {
        return ownFreedom(model) + (pooled.contains(model) ? commonFreedom() : 0);
    }

    private double ownFreedom(String model) {
        return of(model).length - 1;
    }

    private double variance(String model) {
        var shared = pooled.contains(model) ? commonFreedom() * commonVariance() : 0;
        return (squares(model) + shared) / freedom(model);
    }

    /// Where trigamma explains what chance does not; found by halving.
    private double commonFreedom() {
        var logs = models().stream().mapToDouble(this::unbiasedLog).toArray();
        var chance =
                models().stream()
                        .mapToDouble(model -> Gamma.trigamma(ownFreedom(model) / 2))
                        .average()
                        .orElseThrow();
        var excess = StatUtils.variance(logs) - chance;
        var low = 1e-3;
        var high = models().stream().mapToDouble(this::ownFreedom).sum();
        for (int i = 0; i < 60 && Gamma.trigamma(high / 2) < excess; i++) {
            var middle = (low + high) / 2;
            if (Gamma.trigamma(middle / 2) > excess) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double commonVariance() {
        var half = commonFreedom() / 2;
        var mean = models().stream().mapToDouble(this::unbiasedLog).average().orElseThrow();
        return Math.exp(mean + Gamma.digamma(half) - Math.log(half));
    }

    private double unbiasedLog(String model) {
        var half = ownFreedom(model) / 2;
        return Math.log(squares(model) / ownFreedom(model)) - Gamma.digamma(half) + Math.log(half);
    }

    private double squares(String model) {
        var mean = mean(model);
        return Arrays.stream(of(model)).map(log -> (log - mean) * (log - mean)).sum();
    }

    private double mean(String model) {
        return Arrays.stream(of(model)).average().orElseThrow();
    }

    private double[] of(String model) {
        return Objects.requireNonNull(logs.get(model));
    }

    private static double median(double... sorted) {
        return IntStream.of((sorted.length - 1) / 2, sorted.length / 2)
                .mapToDouble(i -> sorted[i])
                .average()
                .orElseThrow();
    }
}
