package org.zizhu.kiosk.power;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host that the unit runs on, which is switched off by a command of the unit's settings. */
public final class HostPower {

    /** A command that asks the host's init to do it returns at once. */
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(HostPower.class);

    private final List<String> command;

    /** @param command the program and its arguments, as they are: no shell */
    public HostPower(List<String> command) {
        this.command = List.copyOf(command);
    }

    /**
     * First what has to be done before, for as long as that may take; then the command, however that went.
     *
     * @return whether the command said that it had done it
     */
    public boolean offAfter(Runnable before, Duration atMost) {
        Thread closing = new Thread(before, "power-down");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(atMost.toMillis());
            if (closing.isAlive()) {
                LOG.error("not closed within {} s; the host is switched off all the same", atMost.toSeconds());
            }
            return off();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean off() throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(WITHIN.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0) {
                return true;
            }
            LOG.error("the command that switches the host off has failed");
        } catch (IOException e) {
            LOG.error("the command that switches the host off can't be run");
        }
        return false;
    }
}
