package sockbench.load.processes;

import sockbench.load.GeneratorThreads;
import sockbench.load.Generators;
import sockbench.load.LoadConfig;
import sockbench.load.LoadResult;
import sockbench.load.OfferedLoad;
import sockbench.load.WarmUp;
import sockbench.load.transport.LoadFailure;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;

/// Several generator processes that share one load: for more connections, or more work, than one
/// JVM is good for. Each has a [GeneratorThreads] of equally many threads, its part of the
/// connections and of the schedule, and sends back counts and whole histograms.
///
/// The first process that fails speaks for all; the caller then closes the others.
public final class GeneratorProcesses implements Generators {
    private interface ProcessTask<T> {
        T on(GeneratorProcess process) throws IOException;
    }

    private final List<GeneratorProcess> processes = new ArrayList<>();

    private GeneratorProcesses() {}

    /// Starts the processes and waits until all have connected.
    ///
    /// @param offer of all processes together
    /// @param processes how many; a divisor of the offer's generators
    /// @throws IOException in one line if a connection is refused or a process ends; none is left
    ///   behind
    public static GeneratorProcesses open(LoadConfig config, OfferedLoad offer, int processes)
            throws IOException {
        GeneratorThreads.check(config, offer.generators());
        if (processes < 1 || offer.generators() % processes != 0) {
            throw new IllegalArgumentException(
                    "processes must divide %d generators, was %d"
                            .formatted(offer.generators(), processes));
        }
        int threads = offer.generators() / processes;
        var generators = new GeneratorProcesses();
        try {
            for (int i = 0; i < processes; i++) {
                var part =
                        new GeneratorProcess.Part(
                                config.share(i, processes), offer, i * threads, threads);
                generators.processes.add(new GeneratorProcess("generator " + i, part));
            }
            generators.all(GeneratorProcess::connected);
            return generators;
        } catch (IOException notAll) {
            generators.close();
            throw notAll;
        }
    }

    @Override
    public List<WarmUp> warmUp(Duration limit) {
        return measure(process -> process.warmUp(limit)).stream().flatMap(List::stream).toList();
    }

    @Override
    public LoadResult run(Duration length) {
        return LoadResult.merge(measure(process -> process.run(length)));
    }

    /// Ends all processes at once.
    @Override
    public void close() {
        processes.forEach(GeneratorProcess::close);
    }

    /// Their process ids.
    List<Long> pids() {
        return processes.stream().map(GeneratorProcess::pid).toList();
    }

    private <T> List<T> measure(ProcessTask<T> task) {
        try {
            return all(task);
        } catch (IOException ended) {
            throw LoadFailure.failed(String.valueOf(ended.getMessage()));
        }
    }

    /// Does something in all processes at once.
    ///
    /// @return what each gave, in the order in which they were done
    private <T> List<T> all(ProcessTask<T> task) throws IOException {
        var done = new ExecutorCompletionService<T>(Thread::startVirtualThread);
        for (var process : processes) {
            done.submit(() -> task.on(process));
        }
        var results = new ArrayList<T>();
        try {
            while (results.size() < processes.size()) {
                results.add(done.take().get());
            }
            return results;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException ended -> throw ended;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new AssertionError(failed);
            }
        }
    }
}
