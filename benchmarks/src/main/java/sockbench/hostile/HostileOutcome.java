package sockbench.hostile;

import org.jspecify.annotations.Nullable;

import sockbench.stats.Ratio;

import java.util.List;
import java.util.stream.IntStream;

/// What one kind of bad peers made of one model's good ones.
///
/// @param ratio p99 response time with bad peers over without them, per block; null if a window is
///   missing
/// @param reason what broke, or why it was not measured; empty otherwise
public record HostileOutcome(
        String model,
        BadPeers kind,
        Resistance resistance,
        @Nullable Ratio ratio,
        String reason,
        List<HostileWindow> windows) {
    /// Of blocks with two windows each, in order.
    static HostileOutcome of(String model, BadPeers kind, List<HostileWindow> windows) {
        if (kind != BadPeers.NOBODY && windows.stream().noneMatch(HostileOutcome::isAttacked)) {
            return notMeasured(model, kind, "the bad peers got no connection");
        }
        var ratio = Ratio.of(logs(windows));
        boolean late = windows.stream().filter(HostileWindow::late).count() * 2 > windows.size();
        var reason = late ? "the generator was late in most windows" : "";
        return new HostileOutcome(
                model, kind, late ? Resistance.UNDECIDED : judge(ratio), ratio, reason, windows);
    }

    static HostileOutcome broken(
            String model, BadPeers kind, String reason, List<HostileWindow> windows) {
        return new HostileOutcome(model, kind, Resistance.BROKEN, null, reason, windows);
    }

    public static HostileOutcome notMeasured(String model, BadPeers kind, String reason) {
        return new HostileOutcome(model, kind, Resistance.NOT_MEASURED, null, reason, List.of());
    }

    static Resistance judge(Ratio ratio) {
        if (ratio.high() <= Resistance.LIMIT) {
            return Resistance.KEPT;
        }
        return ratio.low() > Resistance.LIMIT ? Resistance.DEGRADED : Resistance.UNDECIDED;
    }

    /// Median of the windows of one arm.
    public double p99Micros(boolean hostile) {
        var values =
                windows.stream()
                        .filter(window -> window.isHostile() == hostile)
                        .mapToDouble(HostileWindow::p99Micros)
                        .sorted()
                        .toArray();
        return values.length == 0 ? Double.NaN : values[values.length / 2];
    }

    private static boolean isAttacked(HostileWindow window) {
        return window.deeds().connections() > 0;
    }

    /// One for each block, whichever window came first in it.
    private static double[] logs(List<HostileWindow> windows) {
        return IntStream.range(0, windows.size() / 2)
                .mapToDouble(block -> {
                    var one = windows.get(2 * block);
                    var other = windows.get(2 * block + 1);
                    double log = Math.log(one.p99Micros() / other.p99Micros());
                    return one.isHostile() ? log : -log;
                })
                .toArray();
    }
}
