package sockbench.cliff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class CliffSearchTest {
    private final List<Integer> tried = new ArrayList<>();

    @Test
    void doublesUpToTheMostWhereNothingBreaks() throws IOException {
        var cliff = search(300, 0.05, 1_000_000);

        assertThat(tried).containsExactly(64, 128, 256, 300);
        assertThat(cliff).isEqualTo(new Cliff(300, 0, null, false));
    }

    @Test
    void findsTheLastNumberThatKeepsToTheConnection() throws IOException {
        var cliff = search(50_000, 0, 5_000);

        assertThat(cliff.kept()).isEqualTo(5_000);
        assertThat(cliff.broken()).isEqualTo(5_001);
    }

    @Test
    void endsWhereItIsPreciseEnough() throws IOException {
        var cliff = search(50_000, 0.05, 5_000);

        assertThat(cliff.kept()).isBetween(4_750, 5_000);
        assertThat(cliff.broken()).isBetween(5_001, cliff.kept() * 105 / 100);
        assertThat(tried).hasSizeLessThan(14);
    }

    @Test
    void triesNextWhatAFullServerHas() throws IOException {
        var cliff = run(300, connections -> full(connections, 236));

        assertThat(tried).containsExactly(64, 128, 256, 236);
        assertThat(cliff.kept()).isEqualTo(236);
        assertThat(cliff.broken()).isEqualTo(237);
    }

    /// As a server does that takes a connection in only when its first bytes are there.
    @Test
    void aServerThatHoldsLessEachTimeIsNotFollowed() throws IOException {
        var cliff =
                run(
                        300,
                        connections ->
                                connections > 200
                                        ? full(connections, connections - 1)
                                        : full(connections, connections));

        assertThat(tried).startsWith(64, 128, 256, 255, 191).hasSizeLessThan(9);
        assertThat(cliff.kept()).isBetween(191, 200);
    }

    @Test
    void namesWhatBrokeAtTheSmallestNumber() throws IOException {
        var cliff =
                run(
                        50_000,
                        connections ->
                                connections <= 3_000 || connections > 8_000
                                        ? full(connections, 8_000)
                                        : late(connections));

        assertThat(Objects.requireNonNull(cliff.breaking()).limit()).isEqualTo(CliffLimit.P99);
        assertThat(cliff.kept()).isBetween(2_850, 3_000);
    }

    @Test
    void oneThatBreaksAtOnceKeepsNothing() throws IOException {
        var cliff = run(300, CliffSearchTest::late);

        assertThat(tried).containsExactly(64);
        assertThat(cliff.kept()).isZero();
        assertThat(cliff.broken()).isEqualTo(64);
    }

    @Test
    void saysThatTimeWasUp() throws IOException {
        var cliff =
                new CliffSearch(300, 0.05)
                        .run(
                                connections -> {
                                    tried.add(connections);
                                    return full(connections, 300);
                                },
                                () -> tried.size() == 2);

        assertThat(cliff).isEqualTo(new Cliff(128, 0, null, true));
    }

    private Cliff search(int most, double precision, int last) throws IOException {
        return new CliffSearch(most, precision)
                .run(
                        connections -> {
                            tried.add(connections);
                            return connections <= last
                                    ? full(connections, last)
                                    : late(connections);
                        },
                        () -> false);
    }

    private Cliff run(int most, CliffSearch.Trial trial) throws IOException {
        return new CliffSearch(most, 0.05)
                .run(
                        connections -> {
                            tried.add(connections);
                            return trial.at(connections);
                        },
                        () -> false);
    }

    private static CliffStep late(int connections) {
        return new CliffStep(connections, connections, 2000, CliffLimit.P99, "2000 us");
    }

    /// @param places connections that the server has room for
    private static CliffStep full(int connections, int places) {
        return connections <= places
                ? new CliffStep(connections, connections, 500, CliffLimit.NONE, "")
                : new CliffStep(connections, places, Double.NaN, CliffLimit.SERVER, "full");
    }
}
