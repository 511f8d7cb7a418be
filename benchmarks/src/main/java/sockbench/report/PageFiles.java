package sockbench.report;

import sockbench.findings.NumberId;
import sockbench.report.page.Page.PageAssets;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What is inlined so that a page is one file and asks nobody for anything. The policy names style
/// and script by their hashes: nothing else may run, whatever text a run brings along.
public final class PageFiles {
    private PageFiles() {}

    public static PageAssets assets() throws IOException {
        var style = "\n" + read("page.css");
        var script = "\n" + read("page.js");
        return new PageAssets(
                style,
                script,
                "default-src 'none'; script-src '%s'; style-src '%s'; base-uri 'none'; form-action"
                                .formatted(hash(script), hash(style))
                        + " 'none'");
    }

    private static String hash(String text) {
        var sum = NumberId.sha256(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(sum);
    }

    private static String read(String name) throws IOException {
        try (var resource = PageFiles.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new FileNotFoundException("the jar lacks " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
