package org.zizhu.kiosk.identity.qr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.GovernmentPlatform;
import org.zizhu.kiosk.platform.QrTrust;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what the unit knows of issuers up to date, and keeps it over a restart without the platform. What it reads from its files
 * is believed no more than what the platform sends: {@link IssuerTrust} checks both.
 */
public final class TrustKeeper {

    /** What has been revoked is refused everywhere a minute later; the answer has some 2 kB. */
    private static final Duration ASKED_EVERY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(TrustKeeper.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final IssuerTrust trust;
    private final GovernmentPlatform platform;
    private final Path file;
    private final MonotonicClock clock;
    private long askNextNanos;

    /** @param file where it keeps what it has learned */
    public TrustKeeper(IssuerTrust trust, GovernmentPlatform platform, Path file, MonotonicClock clock) {
        this.trust = trust;
        this.platform = platform;
        this.file = file;
        this.clock = clock;
        this.askNextNanos = clock.nanos();
    }

    /**
     * Reads what the unit was commissioned with, and what it learned since.
     *
     * @param commissioned a file of the unit's folder; a unit without one believes nobody until it has reached the platform
     */
    public void read(Path commissioned) {
        for (Path source : List.of(commissioned, file)) {
            if (Files.exists(source)) {
                try {
                    trust.learn(JSON.readValue(Files.readAllBytes(source), QrTrust.class));
                } catch (IOException | JacksonException e) {
                    LOG.warn("issuers of codes: {} can't be read", source.getFileName());
                }
            }
        }
    }

    /** Asks the platform if it is time to. Not for two threads at once. */
    public void keep() {
        if (clock.nanos() - askNextNanos < 0) {
            return;
        }
        askNextNanos = clock.nanos() + ASKED_EVERY.toNanos();
        if (platform.qrTrust().join() instanceof Answer.Given<QrTrust> given && trust.learn(given.value())) {
            try {
                // Whole or not at all, for the power may go.
                Path part = file.resolveSibling(file.getFileName() + ".part");
                Files.write(part, JSON.writeValueAsBytes(trust.known()));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                LOG.warn("issuers of codes: {} can't be written", file.getFileName());
            }
        }
    }
}
