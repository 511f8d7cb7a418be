package sockbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sockbench.models.Models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/// `docs/models.md` says what the code does. `-Ddocs.refresh` writes its generated parts.
class ModelsPageTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path PAGE = DOCS.resolve("models.md");
    private static final String REFRESH =
            "mvn -pl models test -Dtest=ModelsPageTest -Ddocs.refresh=true";
    private static final Pattern TEST_NAME = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

    @Test
    void generatedPartsAreUpToDate() throws IOException {
        var counts = SystemCallCounts.read(DOCS.resolve("data/syscalls.csv"));
        var page = Files.readString(PAGE);

        var refreshed = new ModelsPage(counts).refreshed(page);
        if (Boolean.getBoolean("docs.refresh")) {
            Files.writeString(PAGE, refreshed);
            return;
        }

        assertThat(page).as("refresh docs/models.md by: %s", REFRESH).isEqualTo(refreshed);
    }

    @ParameterizedTest
    @EnumSource(Models.class)
    void everyModelIsExplained(Models model) throws IOException {
        assertThat(Files.readString(PAGE))
                .as("write about %s in docs/models.md", model)
                .contains("<!-- generated: " + model + " -->");
    }

    @Test
    void theTestsItNamesExist() throws IOException, ReflectiveOperationException {
        var names = TEST_NAME.matcher(Files.readString(PAGE)).results().toList();

        assertThat(names).isNotEmpty();
        for (var name : names) {
            var test = Class.forName("sockbench.contract." + name.group(1));
            assertThat(Arrays.stream(test.getDeclaredMethods()).map(method -> method.getName()))
                    .as(name.group(1))
                    .contains(name.group(2));
        }
    }
}
