package org.zizhu.drivers.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;

/** Proves one cell: lays the device out, brings it into the state, inflicts the fault, heals it. */
record Proof<R extends Rig>(
        Chapter.Layout<R> layout,
        Chapter.State<R> state,
        Chapter.Cause<R> cause,
        Answer answer,
        String driver,
        Fault fault)
        implements Runnable {

    /** Far more than any answer takes, since the machine may be loaded. */
    static final Duration LONG = Duration.ofSeconds(30);

    /** A status that ought to stay, or a command that ought to wait, is watched for so long. */
    static final Duration WATCHED = Duration.ofSeconds(1);

    @Override
    public void run() {
        try {
            Path folder = Files.createTempDirectory("zizhu-fault");
            try (R rig = layout.lay(folder)) {
                prove(rig);
            } finally {
                delete(folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private void prove(R rig) throws Exception {
        try (Heard heard = new Heard(rig.device())) {
            heard.await("usable before anything happens", DeviceStatus::usable);
            state.enter().on(rig);
            CompletableFuture<? extends Completion<?>> underWay = started(rig);
            heard.forgetAllButLast();
            long inflicted = System.nanoTime();
            cause.inflict().on(rig);
            heard.await("“" + answer.shown().words() + "”", answer.shown()::fits);
            Duration shown = since(inflicted);
            if (underWay != null) {
                whileItLasts("the command under way", answer.underWay(), underWay);
            }
            CompletableFuture<? extends Completion<?>> next = underWay == null && !answer.passes() ? rig.job() : null;
            if (next != null) {
                whileItLasts("the next command", answer.next(), next);
            }
            if (!answer.passes()) {
                heard.stays(answer.shown());
            }
            long healing = System.nanoTime();
            cause.heal().on(rig);
            heard.awaitLast("usable again", DeviceStatus::usable);
            Times.note(driver, state.name(), fault, shown, since(healing));
            afterwards("the command under way", answer.underWay(), underWay);
            afterwards("the next command", answer.next(), next);
            Completion<?> job = rig.job().get(LONG.toSeconds(), TimeUnit.SECONDS);
            assertTrue(job instanceof Completion.Success, () -> "after healing: " + job);
        }
    }

    private @Nullable CompletableFuture<? extends Completion<?>> started(R rig) throws Exception {
        if (state.command().isEmpty()) {
            return null;
        }
        long before = begun(rig);
        CompletableFuture<? extends Completion<?>> command =
                state.command().get().on(rig);
        long end = System.nanoTime() + LONG.toNanos();
        while (begun(rig) == before && !command.isDone() && end - System.nanoTime() > 0) {
            Thread.onSpinWait();
        }
        assertTrue(!command.isDone(), () -> "before the fault the command ended: " + command);
        return command;
    }

    private static long begun(Rig rig) {
        return rig.device().history().counters().getOrDefault("commands-begun", 0L);
    }

    private static void whileItLasts(String what, Outcome outcome, CompletableFuture<? extends Completion<?>> command)
            throws Exception {
        if (outcome instanceof Outcome.Waits) {
            try {
                Completion<?> ended = command.get(WATCHED.toMillis(), TimeUnit.MILLISECONDS);
                throw new AssertionError(what + " did not wait: " + ended);
            } catch (TimeoutException e) {
                return;
            }
        }
        ends(what, outcome, command);
    }

    private static void afterwards(
            String what, Outcome outcome, @Nullable CompletableFuture<? extends Completion<?>> command)
            throws Exception {
        if (command != null && outcome instanceof Outcome.Waits) {
            ends(what, outcome, command);
        }
    }

    private static void ends(String what, Outcome outcome, CompletableFuture<? extends Completion<?>> command)
            throws Exception {
        try {
            Completion<?> ended = command.get(LONG.toSeconds(), TimeUnit.SECONDS);
            assertTrue(outcome.fits(ended), () -> what + " " + outcome.words() + ", but: " + ended);
        } catch (TimeoutException e) {
            throw new AssertionError(what + " has not ended", e);
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Waits for what was proven elsewhere, and fails as that did. */
    static void result(CompletableFuture<?> proof) throws Exception {
        try {
            proof.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }
}
