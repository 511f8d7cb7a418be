package sockbench.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

class TimersTest {
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LATE = TimeUnit.HOURS.toNanos(1);

    private final Timers<String> timers = new Timers<>();

    @Test
    void nobodyWaitsInTheBeginning() {
        assertThat(timers.isEmpty()).isTrue();
        assertThat(timers.takeDue()).isNull();
        assertThat(timers.nanos(-1)).isEqualTo(-1);
        assertThat(timers.nanos(50)).isEqualTo(50);
        assertThat(timers.millis()).isEqualTo(-1);
    }

    @Test
    void theFirstDueComesFirst() {
        timers.add("late", LATE);
        timers.add("second", SOON);
        timers.add("first", 0);

        assertThat(waitFor()).isEqualTo("first");
        assertThat(waitFor()).isEqualTo("second");
        assertThat(timers.takeDue()).isNull();
        assertThat(timers.isEmpty()).isFalse();
    }

    @Test
    void nobodyIsDueTooEarly() {
        long added = System.nanoTime();
        timers.add("soon", SOON);

        assertThat(waitFor()).isEqualTo("soon");
        assertThat(System.nanoTime() - added).isGreaterThanOrEqualTo(SOON);
    }

    /// A loop that waited for fewer milliseconds would come round for nothing.
    @Test
    void millisecondsAreRoundedUp() {
        timers.add("late", LATE);
        long before = timers.nanos(-1);
        long millis = timers.millis();
        long after = timers.nanos(-1);

        assertThat(TimeUnit.MILLISECONDS.toNanos(millis)).isGreaterThanOrEqualTo(after);
        assertThat(TimeUnit.MILLISECONDS.toNanos(millis - 1)).isLessThan(before);
        assertThat(timers.nanos(0)).isZero();
    }

    @Test
    void whoIsForgottenIsNotDue() {
        timers.add("gone", 0);
        timers.add("there", 0);
        timers.forget("gone");
        timers.forget("stranger");

        assertThat(waitFor()).isEqualTo("there");
        assertThat(timers.isEmpty()).isTrue();
    }

    private String waitFor() {
        var due = timers.takeDue();
        while (due == null) {
            LockSupport.parkNanos(timers.nanos(LATE));
            due = timers.takeDue();
        }
        return due;
    }
}
