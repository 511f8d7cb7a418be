package sockbench.findings;

import sockbench.results.Cell;
import sockbench.results.Metric;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The name under which a number is cited.
public final class NumberId {
    private static final int LENGTH = 8;

    private NumberId() {}

    /// Eight letters and digits that depend on nothing but run, cell and metric: 40 bits, so that
    /// two of ten thousand numbers share one by a chance of 1 to 20,000.
    public static String of(String run, Cell cell, Metric metric) {
        var work = cell.workMicros() == 0 ? "" : "+" + cell.workMicros();
        var name =
                String.join(
                        "\n",
                        run,
                        cell.question().id(),
                        cell.model(),
                        Integer.toString(cell.connections()),
                        Integer.toString(cell.bodyBytes()),
                        cell.loop().id(),
                        Double.toString(cell.offeredPerSecond()),
                        Integer.toString(cell.threads()) + work,
                        metric.id());
        var hash = new BigInteger(1, sha256(name.getBytes(StandardCharsets.UTF_8)));
        // Radix 32 uses 0-9 and a-v.
        return hash.toString(32).substring(0, LENGTH);
    }

    public static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
