package org.zizhu.kiosk.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.kiosk.UnitSettings;

/**
 * A unit's enrolment with its fleet by hand, from the unit's folder. Where the kiosk runs it uses a token that is left for it by itself; where it does
 * not, {@link #attempt} does. By one thread, and never both at once.
 */
public final class Enrolment {

    /** What came of an attempt. */
    public sealed interface Outcome {

        /** The unit has its certificate. */
        record Enrolled() implements Outcome {}

        /** An operator has to agree first; ask again after that time. */
        record Waiting(Duration retry) implements Outcome {}

        /** That token is of no use. */
        record Refused(String code) implements Outcome {}

        /** Nobody answered; the token is still good. */
        record NotNow() implements Outcome {}
    }

    /**
     * As what the unit is enrolled.
     *
     * @param address host and port of the fleet
     * @param certificate its serial number, hexadecimal
     * @param until the end of the certificate
     */
    public record Standing(String address, String certificate, Instant until) {}

    private final UnitSettings settings;
    private final Path data;
    private final FleetFolder folder;
    private final Path token;

    private Enrolment(UnitSettings settings, Path data, Path fleet) throws IOException {
        this.settings = settings;
        this.data = data;
        this.folder = new FleetFolder(fleet, new SecureRandom());
        this.token = fleet.resolve("token");
    }

    /**
     * Of the unit in a folder.
     *
     * @throws IOException also if {@code unit.yaml} names no folder for the fleet
     */
    public static Enrolment of(Path unitFolder) throws IOException {
        UnitSettings settings = UnitSettings.read(unitFolder);
        if (settings.fleet() == null) {
            throw new IOException("unit.yaml has no fleet: add the line \"fleet: fleet\"");
        }
        return new Enrolment(settings, unitFolder.resolve(settings.data()), unitFolder.resolve(settings.fleet()));
    }

    /** Whether a line is a token, as far as can be seen without using it; the fleet's address if so. */
    public static Optional<String> addressIn(String line) {
        return EnrolmentToken.read(line).map(EnrolmentToken::address);
    }

    /** The unit's identity. */
    public String terminal() {
        return settings.terminal();
    }

    /** Empty for a unit that has never been enrolled. */
    public Optional<Standing> standing() throws IOException {
        return folder.identity()
                .map(identity -> new Standing(
                        identity.address(),
                        identity.certificate().getSerialNumber().toString(16),
                        identity.certificate().getNotAfter().toInstant()));
    }

    /** Leaves a token in the folder, whole or not at all. */
    public void leave(String line) throws IOException {
        FleetFolder.replace(token, (line.strip() + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether a token lies there that was not used yet. */
    public boolean tokenIsThere() {
        return folder.hasToken();
    }

    /** Uses the token that lies there; while the kiosk does not run. Takes as long as the fleet does, at most half a minute. */
    public Outcome attempt() throws IOException, InterruptedException {
        Files.createDirectories(data);
        ReportStore store = new ReportStore(
                data.resolve("fleet.db"), InstantSource.system(), MonotonicClock.SYSTEM, new SecureRandom());
        try {
            Enroller.Asked asked = new Enroller(settings.terminal(), folder, store, Optional::empty).enrol();
            if (asked instanceof Enroller.Asked.Certified) {
                return new Outcome.Enrolled();
            }
            if (asked instanceof Enroller.Asked.Pending pending) {
                return new Outcome.Waiting(pending.retry());
            }
            return asked instanceof Enroller.Asked.Refused refused
                    ? new Outcome.Refused(refused.code())
                    : new Outcome.NotNow();
        } finally {
            store.close();
        }
    }
}
