package sockbench.report;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What is inlined so that the page is one file and asks nobody for anything.
final class Assets {
    private static final String CHART_JS =
            "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

    private Assets() {}

    static String style() throws IOException {
        return read("page.css");
    }

    static List<String> scripts() throws IOException {
        return List.of(inline(read(CHART_JS)), inline(read("page.js")));
    }

    /// An end tag inside a script would end it, and the source map is not there.
    private static String inline(String script) {
        return script.replaceAll("(?m)^//# sourceMappingURL=.*$", "")
                .replace("</script", "<\\/script")
                .strip();
    }

    private static String read(String name) throws IOException {
        try (var resource = Assets.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new FileNotFoundException("the jar lacks " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
