package sockbench.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sockbench.findings.ScaleFit.Counted;
import sockbench.host.Pinning;
import sockbench.measured.RecordedRun;
import sockbench.models.Models;
import sockbench.models.Models.Trait;
import sockbench.models.ThreadLaw;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What models claim to need for many connections, held against the newest run that measured it.
class ScaleLawsTest {
    private static final Path RESULTS = Path.of("../results");
    private static final Map<Models, ScaleFit> FITS = new EnumMap<>(Models.class);
    private static final Set<String> MEASURED = new HashSet<>();
    private static int cpus;

    @BeforeAll
    static void readTheNewestRun() throws IOException {
        var run = RecordedRun.read(new RunDirectory(newest()));
        var findings = Findings.of(run);
        for (var model : Models.values()) {
            FITS.put(model, ScaleFit.of(model.name(), findings));
        }
        run.plan().cells().stream()
                .filter(PlannedCell::isAvailable)
                .forEach(planned -> MEASURED.add(planned.cell().model()));
        var pinned = Pinning.parse(run.fact("identity", "server CPUs")).cpus().cardinality();
        cpus = pinned > 0 ? pinned : Integer.parseInt(run.fact("identity", "cpus"));
    }

    @ParameterizedTest
    @EnumSource(Models.class)
    void hasAsManyThreadsAsItClaims(Models model) {
        assumeTrue(MEASURED.contains(model.name()), "that run did not have it");

        assertThat(fit(model).threads()).isNotEmpty();
        assertThat(fit(model).against(model.threadLaw(), cpus)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Models.class)
    void paysForSilentConnectionsAsItClaims(Models model) {
        assertThat(fit(model).against(model.has(Trait.LOOKS_AT_SILENT))).isEmpty();
    }

    /// A claim that no interval can contradict would always hold.
    @Test
    void mostModelsAreDecided() {
        assertThat(Arrays.stream(Models.values()).filter(model -> fit(model).decidesCost()))
                .hasSizeGreaterThan(Models.values().length / 2)
                .contains(Models.EPOLL, Models.POLLING);
    }

    /// One thread more than what is claimed, and what the claim allows besides.
    @ParameterizedTest
    @EnumSource(Models.class)
    void findsAClaimThatIsOneThreadOff(Models model) {
        assumeTrue(MEASURED.contains(model.name()), "that run did not have it");
        var law = model.threadLaw();
        var wrong =
                new ThreadLaw(
                        law.fixed() + 2 * law.within() + 1,
                        law.perCpu(),
                        law.group(),
                        law.within());

        assertThat(fit(model).against(wrong, cpus)).hasSameSizeAs(fit(model).threads());
    }

    /// Models whose threads follow their connections were seen at several numbers of them.
    @ParameterizedTest
    @EnumSource(
            value = Models.class,
            names = {"THREAD_PER_CONNECTION", "EVENT_SELECT", "OVERLAPPED_EVENT", "SELECT"})
    void aConstantDoesNotHoldForThreadsThatGrow(Models model) {
        var first =
                fit(model).threads().stream()
                        .min(Comparator.comparingInt(Counted::connections))
                        .orElseThrow();

        assertThat(fit(model).against(new ThreadLaw(first.threads(), 0, 0, 1), cpus)).isNotEmpty();
    }

    @Test
    void findsTheOppositeClaimAboutSilentConnections() {
        assertThat(fit(Models.POLLING).against(false)).isNotEmpty();
        assertThat(fit(Models.EPOLL).against(true)).isNotEmpty();
    }

    private static ScaleFit fit(Models model) {
        return Objects.requireNonNull(FITS.get(model));
    }

    /// The names of runs begin with their time.
    private static Path newest() throws IOException {
        try (var runs = Files.newDirectoryStream(RESULTS, "*-scale")) {
            Path newest = null;
            for (var run : runs) {
                if (newest == null || run.getFileName().compareTo(newest.getFileName()) > 0) {
                    newest = run;
                }
            }
            return Objects.requireNonNull(newest, "no run of the profile scale in results/");
        }
    }
}
