package sockbench.host;

import sockbench.protocol.CpuBurner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which server to start, and in which JVM. Two of them may differ in their build, their JDK or
/// their options and serve side by side.
///
/// @param model a registry name, or the class name of an [sockbench.api.IoModel] on the class path
/// @param threads its budget; 0 is the natural number
/// @param java the executable
/// @param classPath must have this package's other end, so a jar of this project
/// @param jvmOptions heap, collector and whatever else
/// @param roundsPerMicro does the work that requests ask for, as [CpuBurner] has it; 0 if they ask
///   for none
public record ServerSpec(
        String model,
        int threads,
        Path java,
        String classPath,
        List<String> jvmOptions,
        int roundsPerMicro) {
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
                ServerProcess.JVM_OPTIONS,
                0);
    }

    public ServerSpec withJava(Path other) {
        return new ServerSpec(model, threads, other, classPath, jvmOptions, roundsPerMicro);
    }

    public ServerSpec withClassPath(String other) {
        return new ServerSpec(model, threads, java, other, jvmOptions, roundsPerMicro);
    }

    public ServerSpec withJvmOptions(List<String> others) {
        return new ServerSpec(model, threads, java, classPath, others, roundsPerMicro);
    }

    /// @param other 1 to 1,000,000
    public ServerSpec withWork(int other) {
        return new ServerSpec(model, threads, java, classPath, jvmOptions, other);
    }

    ChildJvm start(Pinning pinning) throws IOException {
        var program = new ArrayList<String>();
        program.add(ServerMain.class.getName());
        program.add(model);
        program.add(Integer.toString(threads));
        if (roundsPerMicro > 0) {
            program.add(Integer.toString(roundsPerMicro));
        }
        var like = new ChildJvm.Like(java, classPath, jvmOptions);
        return ChildJvm.start("server", like, program, pinning);
    }
}
