package sockbench.env;

import com.google.gson.JsonObject;

import sockbench.host.ServerProcess;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Machine and software as names and values, in the order a reader wants them.
///
/// What decides whether two runs may be compared is under `identity`: change one of it and numbers
/// mean something else.
public final class Environment {
    private static final List<String> SYSCTLS =
            List.of(
                    "net.core.somaxconn",
                    "net.core.rmem_max",
                    "net.core.wmem_max",
                    "net.ipv4.tcp_rmem",
                    "net.ipv4.tcp_wmem",
                    "net.ipv4.tcp_mem",
                    "net.ipv4.ip_local_port_range",
                    "kernel.io_uring_disabled");

    private final Map<String, String> identity = new LinkedHashMap<>();
    private final Map<String, String> details = new LinkedHashMap<>();

    /// Reads everything now.
    ///
    /// @param software further names and values that decide about comparability, e.g. the
    ///   generator's transport
    public static Environment read(Map<String, String> software) {
        var environment = new Environment();
        environment.machine();
        environment.java();
        environment.identity.putAll(software);
        environment.details();
        return environment;
    }

    /// `{"id": …, "identity": {…}, "details": {…}}`; the id is short and the same for the same
    /// identity.
    public JsonObject toJson() {
        var json = new JsonObject();
        json.addProperty("id", Integer.toHexString(identity.toString().hashCode()));
        json.add("identity", object(identity));
        json.add("details", object(details));
        return json;
    }

    private void machine() {
        identity.put("cpu", Facts.value("/proc/cpuinfo", "model name").orElse(property("os.arch")));
        identity.put("cpus", Integer.toString(Runtime.getRuntime().availableProcessors()));
        identity.put(
                "virtual machine",
                Facts.command("systemd-detect-virt", "--vm")
                        .or(Environment::hypervisorFlag)
                        .orElse("none seen"));
        identity.put(
                "kernel",
                Facts.line("/proc/sys/kernel/osrelease")
                        .map(release -> property("os.name") + " " + release)
                        .orElse(property("os.name") + " " + property("os.version")));
        identity.put("memory", Facts.value("/proc/meminfo", "MemTotal").orElse("unknown"));
    }

    private static Optional<String> hypervisorFlag() {
        return Facts.value("/proc/cpuinfo", "flags")
                .filter(flags -> flags.contains("hypervisor"))
                .map(flags -> "yes");
    }

    private void java() {
        identity.put("jdk", property("java.vendor") + " " + property("java.runtime.version"));
        identity.put("server JVM options", String.join(" ", ServerProcess.JVM_OPTIONS));
    }

    private void details() {
        details.put(
                "clock source",
                Facts.line("/sys/devices/system/clocksource/clocksource0/current_clocksource")
                        .orElse("unknown"));
        details.put(
                "governor",
                Facts.line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor").orElse("none"));
        details.put("mitigations", mitigations());
        details.put(
                "descriptor limit",
                Facts.lines("/proc/self/limits").stream()
                        .filter(line -> line.startsWith("Max open files"))
                        .map(line -> line.split("\\s{2,}", -1)[1])
                        .findFirst()
                        .orElse("unknown"));
        details.put("swap in use", Facts.lines("/proc/swaps").size() > 1 ? "yes" : "no");
        for (var name : SYSCTLS) {
            Facts.line("/proc/sys/" + name.replace('.', '/'))
                    .ifPresent(value -> details.put(name, value.replace('\t', ' ')));
        }
        details.put("git commit", Facts.command("git", "rev-parse", "HEAD").orElse("none"));
        details.put(
                "git tree",
                Facts.command("git", "status", "--porcelain", "--untracked-files=no")
                        .map(changes -> changes.isEmpty() ? "clean" : "changed")
                        .orElse("none"));
    }

    /// What each known weakness of the CPU costs here, without those it does not have.
    private static String mitigations() {
        var directory = Path.of("/sys/devices/system/cpu/vulnerabilities");
        var names = directory.toFile().list();
        if (names == null) {
            return "unknown";
        }
        var active = new TreeMap<String, String>();
        for (var name : names) {
            Facts.line(directory.resolve(name).toString())
                    .filter(state -> !state.equals("Not affected"))
                    .ifPresent(state -> active.put(name, state));
        }
        return active.isEmpty() ? "none needed" : active.toString();
    }

    private static JsonObject object(Map<String, String> facts) {
        var object = new JsonObject();
        facts.forEach(object::addProperty);
        return object;
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
