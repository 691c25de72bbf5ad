package org.zizhu.bench.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A process of its own in which something is measured, so that nothing else is counted with it; it tells what it found in lines of
 * {@code MARK name=value}. Of one that does not end well it is told how it ended and what its last line was.
 */
final class Teller {

    /** Its output is closed; a Java machine that ends takes a second, on a machine under heavy load ten. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

    /** By this and the signal's number the exit value says that a signal ended the process. */
    private static final int SIGNALS_FROM = 128;

    private final Map<String, String> told;

    private Teller(Map<String, String> told) {
        this.told = told;
    }

    /**
     * Starts the process and waits until it has ended.
     *
     * @param mark before each {@code name=value}
     * @param patience after which it is ended
     * @throws NotMeasured when it did not end well, in words that say how
     */
    static Teller of(List<String> command, String mark, Duration patience)
            throws NotMeasured, IOException, InterruptedException {
        Map<String, String> told = new HashMap<>();
        String last = "it had said nothing";
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    late.set(process.isAlive());
                    process.destroyForcibly();
                });
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                int value = line.indexOf('=');
                if (line.startsWith(mark) && value > 0) {
                    told.put(line.substring(mark.length(), value), line.substring(value + 1));
                }
                last = "its last line was: " + line;
            }
            process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
        if (process.exitValue() != 0) {
            String how = late.get() ? "was ended after " + patience.toSeconds() + " s" : how(process.exitValue());
            throw new NotMeasured("the process " + how + "; " + last);
        }
        return new Teller(told);
    }

    private static String how(int exit) {
        return exit > SIGNALS_FROM ? "was ended by signal " + (exit - SIGNALS_FROM) : "ended with " + exit;
    }

    String text(String what) throws NotMeasured {
        String text = told.get(what);
        if (text == null) {
            throw new NotMeasured("the process said nothing of " + what);
        }
        return text;
    }

    double number(String what) throws NotMeasured {
        String text = text(what);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new NotMeasured("the process says of " + what + ": " + text);
        }
    }
}
