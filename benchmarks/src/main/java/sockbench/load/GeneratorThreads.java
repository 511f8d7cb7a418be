package sockbench.load;

import sockbench.load.transport.LoadFailure;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Generators on platform threads of their own.
///
/// @param <G> the kind of generator
public final class GeneratorThreads<G extends Generator> implements Generators {
    /// Makes one of the generators, on its thread.
    public interface GeneratorOpening<G extends Generator> {
        /// @param share of the connections
        /// @param index 0 for the first generator
        G open(LoadConfig share, int index) throws IOException;
    }

    /// What each generator is to do, on its thread.
    public interface GeneratorTask<G extends Generator, T> {
        /// @param index 0 for the first generator
        T on(G generator, int index);
    }

    private final List<ExecutorService> threads = new ArrayList<>();
    private final List<G> generators = new ArrayList<>();

    private GeneratorThreads() {}

    /// @param generators how many, at most one per connection
    /// @throws IOException if a connection is refused; none stays open
    public static <G extends Generator> GeneratorThreads<G> open(
            LoadConfig config, int generators, GeneratorOpening<G> opening) throws IOException {
        check(config, generators);
        var threads = new GeneratorThreads<G>();
        try {
            for (int i = 0; i < generators; i++) {
                threads.add(config.share(i, generators), i, opening);
            }
            return threads;
        } catch (UncheckedIOException refused) {
            threads.close();
            throw refused.getCause();
        }
    }

    /// Does something on all threads at once and waits for all of them.
    ///
    /// @return what each gave, in order
    /// @throws LoadFailure the first one, once all are done
    public <T> List<T> all(GeneratorTask<G, T> task) {
        var pending = new ArrayList<Future<T>>();
        for (int i = 0; i < generators.size(); i++) {
            int index = i;
            pending.add(threads.get(i).submit(() -> task.on(generators.get(index), index)));
        }
        var failures = new ArrayList<RuntimeException>();
        var results = new ArrayList<T>();
        for (var future : pending) {
            try {
                results.add(await(future));
            } catch (LoadFailure failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return results;
    }

    @Override
    public List<WarmUp> warmUp(Duration limit) {
        return all((generator, index) -> WarmUp.run(generator, limit, () -> 0));
    }

    @Override
    public LoadResult run(Duration length) {
        return LoadResult.merge(all((generator, index) -> generator.run(length)));
    }

    @Override
    public void close() {
        for (int i = 0; i < generators.size(); i++) {
            await(threads.get(i).submit(generators.get(i)::close));
        }
        threads.forEach(ExecutorService::close);
    }

    /// Whether so many generators can share the connections.
    public static void check(LoadConfig config, int generators) {
        if (generators < 1 || generators > config.connections()) {
            throw new IllegalArgumentException(
                    "generators must be 1 to %d, one per connection at most, was %d"
                            .formatted(config.connections(), generators));
        }
    }

    private void add(LoadConfig share, int index, GeneratorOpening<G> opening) {
        var factory = Thread.ofPlatform().daemon().name("generator-" + index).factory();
        var thread = Executors.newSingleThreadExecutor(factory);
        threads.add(thread);
        generators.add(await(thread.submit(() -> opening.open(share, index))));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted"));
        } catch (ExecutionException failed) {
            throw cause(failed);
        }
    }

    private static RuntimeException cause(ExecutionException failed) {
        return switch (failed.getCause()) {
            case RuntimeException unchecked -> unchecked;
            case IOException refused -> new UncheckedIOException(refused);
            case null, default -> throw new AssertionError(failed);
        };
    }
}
