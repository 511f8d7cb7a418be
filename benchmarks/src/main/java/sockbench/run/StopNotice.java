package sockbench.run;

import sockbench.results.RunDirectory;

/// Says what is left of a run that is stopped from outside, by Ctrl-C or a signal. Forks that ended
/// are on disk; the others end with the runner.
final class StopNotice implements AutoCloseable {
    private final Thread hook;

    StopNotice(RunDirectory directory, Progress progress) {
        hook =
                Thread.ofPlatform()
                        .unstarted(() ->
                                progress.say(
                                        """
                                        stopped; forks that ended are kept: \
                                        bench --resume %1$s goes on, \
                                        report %1$s makes their page\
                                        """
                                                .formatted(directory.path())));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// The run has ended by itself.
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // it was stopped, and the notice is being given
            return;
        }
    }
}
