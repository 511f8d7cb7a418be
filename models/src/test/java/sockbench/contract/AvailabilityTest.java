package sockbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.models.Models;
import sockbench.models.Models.Trait;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The other checks pass over a model that says it is unavailable. Here that is a failure, lest a
/// broken probe go unnoticed: on Linux every model is expected, elsewhere all but those of Linux.
/// `-Dsockbench.mayBeUnavailable=IO_URING,…` makes exceptions for a machine that cannot.
@Timeout(20)
class AvailabilityTest {
    private static final List<String> EXCEPTIONS =
            Arrays.asList(System.getProperty("sockbench.mayBeUnavailable", "").split(","));
    private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

    @Test
    void everyExpectedModelIsAvailable() {
        var missing = new ArrayList<String>();
        for (var model : Models.values()) {
            if (isExpected(model)) {
                model.create()
                        .unavailable()
                        .ifPresent(reason -> missing.add(model + ": " + reason));
            }
        }

        assertThat(missing).as("allow it with -Dsockbench.mayBeUnavailable=NAME,NAME").isEmpty();
    }

    @Test
    void everyExceptionIsAModel() {
        var names = Arrays.stream(Models.values()).map(Models::name).toList();

        assertThat(EXCEPTIONS).allMatch(name -> name.isEmpty() || names.contains(name));
    }

    private static boolean isExpected(Models model) {
        return (LINUX || !model.has(Trait.LINUX_ONLY)) && !EXCEPTIONS.contains(model.name());
    }
}
