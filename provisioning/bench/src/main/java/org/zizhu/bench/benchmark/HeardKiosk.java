package org.zizhu.bench.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A kiosk's process whose log is listened to, for when something is said. Used by one thread. */
final class HeardKiosk implements AutoCloseable {

    static final String MAIN = "org.zizhu.ui.Main";

    /** A start takes a second or two; the rest is for a machine under heavy load. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final long begin = System.nanoTime();
    private final Process process;
    private final BufferedReader log;
    private String last = "it had said nothing";

    HeardKiosk(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder kiosk = new ProcessBuilder(command).redirectErrorStream(true);
        kiosk.environment().putAll(environment);
        process = kiosk.start();
        log = process.inputReader();
        CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
    }

    /** Seconds from its start to the next line that is like this. */
    double secondsTo(Predicate<String> wanted) throws NotMeasured, IOException {
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (wanted.test(line)) {
                return (System.nanoTime() - begin) / 1e9;
            }
            last = line;
        }
        throw new NotMeasured("the kiosk ended too early: " + last);
    }

    /** Leaves it on for so long, and asks it to end, so that it finishes its list of classes. */
    void leaveOn(Duration time) throws InterruptedException {
        process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        process.destroy();
        process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Ends it without a word. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        log.close();
    }
}
