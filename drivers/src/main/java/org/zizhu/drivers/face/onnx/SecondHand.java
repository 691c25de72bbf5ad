package org.zizhu.drivers.face.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A thread that does a part of the work beside the one that gives it, since two networks on a core each are sooner done than each on both. */
final class SecondHand implements AutoCloseable {

    /** What it is given to do. */
    interface Work<T> {
        T done() throws IOException;
    }

    /** Work under way. {@link #close} waits for its end, for it may use what its giver is about to close. */
    static final class Task<T> implements AutoCloseable {
        private final CompletableFuture<T> future;

        private Task(CompletableFuture<T> future) {
            this.future = future;
        }

        /** What came of it; waits for it, also when interrupted. */
        T result() throws IOException {
            try {
                return future.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof UncheckedIOException failed) {
                    throw failed.getCause();
                }
                throw e;
            }
        }

        @Override
        public void close() {
            // Whether it failed is said by result().
            future.handle((value, failure) -> true).join();
        }
    }

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "faces, second hand");
        made.setDaemon(true);
        return made;
    });

    <T> Task<T> begin(Work<T> work) {
        return new Task<>(CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.done();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                thread));
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
