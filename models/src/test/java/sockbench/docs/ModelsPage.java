package sockbench.docs;

import static java.util.stream.Collectors.joining;

import sockbench.models.Models;
import sockbench.models.Models.Trait;

import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills in what `docs/models.md` has from the registry and from counting.
///
///     <!-- generated: table -->    one row for each model
///     <!-- generated: EPOLL -->    the facts of one model
///     <!-- end -->
record ModelsPage(SystemCallCounts counts) {
    private static final Pattern BLOCK =
            Pattern.compile("(<!-- generated: (\\w+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

    private static final String TABLE_HEAD =
            """
            | model | title | Winsock relative | system calls | threads | threads(n) | silent connections |
            |---|---|---|---|---|---|---|
            """;

    /// The page with every generated block as it should be now.
    String refreshed(String page) {
        return BLOCK.matcher(page)
                .replaceAll(block ->
                        Matcher.quoteReplacement(block.group(1) + content(block) + block.group(3)));
    }

    private String content(MatchResult block) {
        var name = block.group(2);
        return name.equals("table") ? table() : facts(Models.valueOf(name));
    }

    private static String table() {
        return Arrays.stream(Models.values())
                .map(model ->
                        "| `%s` | %s | %s | %s | %s | %s | %s |\n"
                                .formatted(
                                        model,
                                        model.title(),
                                        model.winsock().orElse(""),
                                        calls(model),
                                        threads(model),
                                        model.threadLaw(),
                                        silent(model)))
                .collect(joining("", TABLE_HEAD, ""));
    }

    private String facts(Models model) {
        return "- `%s`: %s. Threads: %s; threads(n) = %s. Silent connections %s. Runs %s.\n- Per request: %s.\n"
                .formatted(
                        model,
                        calls(model),
                        threads(model),
                        model.threadLaw(),
                        silent(model),
                        model.has(Trait.LINUX_ONLY) ? "on Linux only" : "wherever Java does",
                        counts.perRequest(model));
    }

    private static String calls(Models model) {
        return Arrays.stream(model.systemCalls().split(", ", -1))
                .map(name -> "`" + name + "`")
                .collect(joining(", "));
    }

    private static String threads(Models model) {
        return switch (model.threading()) {
            case ONE -> "one";
            case BUDGET -> "the budget, else one for each CPU";
            case POOL -> "one that waits, and a pool of the budget, else 200";
            case CONNECTIONS -> "as connections ask for";
        };
    }

    private static String silent(Models model) {
        if (model.has(Trait.ONE_CONNECTION)) {
            return "wait in the backlog";
        }
        return model.has(Trait.LOOKS_AT_SILENT) ? "are looked at" : "cost nothing";
    }
}
