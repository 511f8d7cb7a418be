package sockbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import sockbench.models.Models;

@Command(
        name = "list",
        description = "Lists the models, what each rests on, and whether it can run here.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {
    private static final String ROW = "%-22s %-34s %-26s %s%n";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        out.printf(ROW, "MODEL", "SYSTEM CALLS", "WINSOCK RELATIVE", "HERE");
        for (var model : Models.values()) {
            out.printf(
                    ROW,
                    model,
                    model.systemCalls(),
                    model.winsock().orElse("-"),
                    model.create().unavailable().map("no: "::concat).orElse("yes"));
        }
    }
}
