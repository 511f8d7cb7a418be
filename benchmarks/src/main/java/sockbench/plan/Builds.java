package sockbench.plan;

import sockbench.host.ServerSpec;
import sockbench.results.Cell;
import sockbench.results.ServerKind;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the servers of a run are started from: models of one build against one of them, or models
/// of a new build each against itself in an old one.
///
/// @param reference the model that subjects are measured against; empty if each is measured against
///   its old build
/// @param unchanged the model that is measured in the old build against itself, as
///   [Cell#UNCHANGED]; empty if none is
/// @param ofReference where reference servers come from: the old build
/// @param ofSubject where subject servers come from
public record Builds(String reference, String unchanged, Build ofReference, Build ofSubject) {
    /// A jar, a JDK and its options.
    ///
    /// @param java the executable; empty for the one that runs this
    /// @param classPath empty for that of this process
    /// @param options of the JVM, after those that all servers get
    public record Build(String java, String classPath, List<String> options) {
        public static final Build THIS = new Build("", "", List.of());

        public ServerSpec apply(ServerSpec server) {
            var options = new ArrayList<>(server.jvmOptions());
            options.addAll(this.options);
            var built = server.withJvmOptions(options);
            built = java.isEmpty() ? built : built.withJava(Path.of(java));
            return classPath.isEmpty() ? built : built.withClassPath(classPath);
        }
    }

    /// Models of this build against one of them.
    public static Builds ofThis(String reference) {
        return new Builds(reference, "", Build.THIS, Build.THIS);
    }

    /// Whether models are measured against their old build.
    boolean areCompared() {
        return reference.isEmpty();
    }

    /// What a plan calls the reference.
    public String inPlan() {
        return reference.isEmpty() ? Cell.UNCHANGED : reference;
    }

    /// The model of a reference server.
    public String reference(String subject) {
        return reference.isEmpty() ? started(subject) : reference;
    }

    /// The model that is started for a subject.
    public String started(String subject) {
        return ServerKind.of(subject) == ServerKind.CONTROL ? unchanged : subject;
    }

    /// Where a subject's server comes from.
    public Build of(String subject) {
        return ServerKind.of(subject) == ServerKind.CONTROL ? ofReference : ofSubject;
    }
}
