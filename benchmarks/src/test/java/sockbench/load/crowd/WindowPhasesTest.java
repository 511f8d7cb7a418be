package sockbench.load.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class WindowPhasesTest {
    private static final Duration LEAD = Duration.ofNanos(10);
    private static final Duration WINDOW = Duration.ofNanos(100);
    private static final long LONG_AFTER = Duration.ofSeconds(11).toNanos();

    private final WindowPhases phases = new WindowPhases();

    @Test
    void withoutALeadTheWindowBeginsAtOnceAndNothingFollows() {
        phases.begin(0, 2, null, WINDOW);

        assertThat(phases.windowBegins(0)).isFalse();
        assertThat(phases.sent()).isTrue();
        assertThat(phases.windowEnds(99)).isFalse();
        assertThat(phases.isOver(99)).isFalse();
        assertThat(phases.windowEnds(100)).isTrue();
        assertThat(phases.isOver(100)).isTrue();
    }

    @Test
    void aLeadLastsUntilEachConnectionWasAnswered() {
        phases.begin(0, 2, LEAD, WINDOW);

        assertThat(phases.sent()).isFalse();
        phases.answered(false, true);
        assertThat(phases.windowBegins(50)).isFalse();
        phases.answered(false, false);
        assertThat(phases.windowBegins(50)).isFalse();
        phases.answered(false, true);
        assertThat(phases.windowBegins(50)).isTrue();
        assertThat(phases.windowBegins(51)).isFalse();
        assertThat(phases.sent()).isTrue();
    }

    @Test
    void aLeadLastsAtLeastAsLongAsItIsAskedTo() {
        phases.begin(0, 1, LEAD, WINDOW);
        phases.answered(false, true);

        assertThat(phases.windowBegins(9)).isFalse();
        assertThat(phases.windowBegins(10)).isTrue();
        assertThat(phases.windowEnds(109)).isFalse();
        assertThat(phases.windowEnds(110)).isTrue();
    }

    /// What was sent in the lead does not count, whenever it is answered.
    @Test
    void theLoadGoesOnUntilAllThatCountsIsAnswered() {
        begunAfterALead();
        assertThat(phases.sent()).isTrue();
        assertThat(phases.windowEnds(110)).isTrue();

        assertThat(phases.isOver(110)).isFalse();
        assertThat(phases.sent()).isFalse();
        phases.answered(false, false);
        assertThat(phases.isOver(111)).isFalse();
        phases.answered(true, false);
        assertThat(phases.isOver(112)).isTrue();
        assertThat(phases.isStarved()).isFalse();
    }

    @Test
    void nobodyWaitsForEverForOneThatIsPassedOver() {
        begunAfterALead();
        phases.sent();
        phases.windowEnds(110);

        assertThat(phases.isOver(110 + LONG_AFTER)).isTrue();
        assertThat(phases.isStarved()).isTrue();
    }

    @Test
    void oneThatIsPassedOverInTheLeadIsTold() {
        phases.begin(0, 1, LEAD, WINDOW);

        assertThat(phases.windowBegins(LONG_AFTER)).isTrue();
        assertThat(phases.isStarved()).isTrue();
    }

    private void begunAfterALead() {
        phases.begin(0, 1, LEAD, WINDOW);
        phases.answered(false, true);
        assertThat(phases.windowBegins(10)).isTrue();
    }
}
