package sockbench.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Which server to start, and in which JVM. Two of them may differ in their build, their JDK or
/// their options and serve side by side.
///
/// @param model a registry name, or the class name of an [sockbench.api.IoModel] on the class path
/// @param threads its budget; 0 is the natural number
/// @param java the executable
/// @param classPath must have this package's other end, so a jar of this project
/// @param jvmOptions heap, collector and whatever else
public record ServerSpec(
        String model, int threads, Path java, String classPath, List<String> jvmOptions) {
    public ServerSpec {
        jvmOptions = List.copyOf(jvmOptions);
    }

    /// In a JVM like this one, with the options that all servers have.
    public static ServerSpec of(String model, int threads) {
        return new ServerSpec(
                model,
                threads,
                ChildJvm.OWN_JAVA,
                System.getProperty("java.class.path"),
                ServerProcess.JVM_OPTIONS);
    }

    public ServerSpec withJava(Path other) {
        return new ServerSpec(model, threads, other, classPath, jvmOptions);
    }

    public ServerSpec withClassPath(String other) {
        return new ServerSpec(model, threads, java, other, jvmOptions);
    }

    public ServerSpec withJvmOptions(List<String> others) {
        return new ServerSpec(model, threads, java, classPath, others);
    }

    ChildJvm start(Pinning pinning) throws IOException {
        var program = List.of(ServerMain.class.getName(), model, Integer.toString(threads));
        var like = new ChildJvm.Like(java, classPath, jvmOptions);
        return ChildJvm.start("server", like, program, pinning);
    }
}
