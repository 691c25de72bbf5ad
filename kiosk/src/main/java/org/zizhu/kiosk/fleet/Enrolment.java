package org.zizhu.kiosk.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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

    /** For whom a token is. */
    public sealed interface Whose {

        /**
         * The fleet has said so.
         *
         * @param unit empty for any new one, which has to be given a name
         * @param clockBehind how far this machine's clock is behind the fleet's
         */
        record Said(Optional<String> unit, Duration clockBehind) implements Whose {}

        /** That token is of no use, or not any more. */
        record Refused(String code) implements Whose {}

        /** An older fleet does not say. */
        record Unsaid() implements Whose {}
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

    private Enrolment(UnitSettings settings, Path unitFolder) throws IOException {
        this.settings = settings;
        this.data = unitFolder.resolve(settings.data());
        this.folder = FleetFolder.of(settings, unitFolder, new SecureRandom());
    }

    /**
     * Of the unit in a folder.
     *
     * @throws IOException also if {@code unit.yaml} names no folder for the fleet
     */
    public static Enrolment of(Path unitFolder) throws IOException {
        return new Enrolment(UnitSettings.read(unitFolder), unitFolder);
    }

    /**
     * Asks the fleet of a token for whom it is. It is not used by that.
     *
     * @param line a token
     * @throws IOException if there is no answer, or not of the token's own fleet; its causes say more
     */
    public static Whose whose(String line) throws IOException, InterruptedException {
        EnrolmentToken token = EnrolmentToken.read(line).orElseThrow(() -> new IOException("this is no token"));
        try {
            FleetClient.Reply reply = FleetClient.bare(
                            token.address(), new Trust(token.authorityHash(), Optional::empty))
                    .post("/unit/v1/enrolments", Map.of("token", token.secret()));
            if (reply.status() == 200) {
                return new Whose.Said(
                        Optional.of(reply.body().path("unit").asString("")).filter(unit -> !unit.isEmpty()),
                        Duration.between(
                                InstantSource.system().instant(),
                                Instant.parse(reply.body().path("time").asString(""))));
            }
            if (reply.code().isEmpty() || reply.status() >= 500 || reply.status() == 429) {
                throw new IOException("the fleet answers " + reply.status() + " " + reply.code());
            }
            return reply.code().equals("malformed-request") ? new Whose.Unsaid() : new Whose.Refused(reply.code());
        } catch (GeneralSecurityException | DateTimeException e) {
            throw new IOException("the fleet's answer can't be used", e);
        }
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

    /**
     * Asks the fleet whether it knows the unit by its present certificate, which changes nothing. While the kiosk does not run.
     *
     * @throws IOException if there is no answer, or the unit's key can't be used
     */
    public Outcome recognised() throws IOException, InterruptedException {
        Optional<Identity> identity = folder.identity();
        if (identity.isEmpty()) {
            return new Outcome.NotNow();
        }
        try {
            // A session that nobody has: who has no good certificate is turned away before it is looked at.
            FleetClient.Reply reply = FleetClient.of(identity.get(), Optional::empty)
                    .post(
                            "/unit/v1/exchange",
                            Map.of(
                                    "session",
                                    Map.of("epoch", 0, "secret", "AAAAAAAAAAAAAAAAAAAAAA"),
                                    "waitMs",
                                    0,
                                    "frames",
                                    List.of()));
            if (reply.code().equals("session-unknown")) {
                return new Outcome.Enrolled();
            }
            return reply.code().isEmpty() || reply.status() >= 500 || reply.status() == 429
                    ? new Outcome.NotNow()
                    : new Outcome.Refused(reply.code());
        } catch (GeneralSecurityException e) {
            throw new IOException("the unit's key for its fleet can't be used", e);
        }
    }

    /**
     * What the fleet has this unit set up with; contract.md §11. While the kiosk does not run.
     *
     * @return empty if the fleet has nothing for it, or is too old to
     * @throws IOException if there is no answer, or the unit's key can't be used
     */
    Optional<String> setup() throws IOException, InterruptedException {
        Identity identity = folder.identity().orElseThrow(() -> new IOException("the unit is not enrolled"));
        try {
            FleetClient.Got got = FleetClient.of(identity, Optional::empty).get("/unit/v1/setup");
            if (got.status() == 404) {
                return Optional.empty();
            }
            if (got.status() != 200) {
                throw new IOException("the fleet answers " + got.status() + " " + got.code());
            }
            return Optional.of(new String(got.body(), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IOException("the unit's key for its fleet can't be used", e);
        }
    }

    /**
     * Whether the unit can have a key where it is to have it: in the token of its settings, if it has one.
     *
     * @throws IOException if not; says for people why, and what to do
     */
    public void checkKeys() throws IOException {
        folder.checkKeys();
    }

    /** Leaves a token in the folder, whole or not at all. */
    public void leave(String line) throws IOException {
        folder.leaveToken(line);
    }

    /** Whether the unit is enrolled, and was so by this token: there is no use for it any more. */
    public boolean isEnrolledBy(String line) throws IOException {
        Optional<EnrolmentToken> token = EnrolmentToken.read(line);
        return token.isPresent() && folder.wasUsed(token.get()) && folder.enrolled();
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
