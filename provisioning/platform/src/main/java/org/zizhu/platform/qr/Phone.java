package org.zizhu.platform.qr;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.booking.Booking;
import org.zizhu.platform.booking.BookingRegister;
import org.zizhu.platform.casework.CaseFile;
import org.zizhu.platform.casework.CaseItem;
import org.zizhu.platform.casework.CaseRegister;
import org.zizhu.platform.document.VerificationCode;
import org.zizhu.platform.people.Division;
import org.zizhu.platform.people.Register;
import org.zizhu.platform.store.Database;

/**
 * What citizens' phones get from the city: the codes of its applications. In a real city this is behind each application's own
 * login and no business of kiosks, so it is no part of the contract with them. Thread-safe.
 */
public final class Phone {

    /**
     * A code on a phone's screen. Personal: {@link #toString} says its kind only.
     *
     * @param text what stands in the QR code
     * @param about in words what it is for, where there is something to say: a case's number
     */
    public record Shown(CodeKind kind, String text, String about, Instant from, Instant expires) {
        @Override
        public String toString() {
            return "Shown[" + kind + "]";
        }
    }

    /** A code must be unguessable, so this randomness cannot come from a seed. */
    private final SecureRandom random = new SecureRandom();

    private static final int COUNTERS = 12;

    private final Database database;
    private final Issuer issuer;
    private final InstantSource clock;

    public Phone(Database database, Issuer issuer, InstantSource clock) {
        this.database = database;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * A new code of a person.
     *
     * @param person the register's id
     * @param audience {@code t:} and a terminal, or {@code d:} and a division; null for everywhere
     * @return empty when the city does not know the person, or there is nothing that the code could be for
     */
    public Optional<Shown> show(String person, CodeKind kind, @Nullable String audience) {
        if (database.read(db -> Register.byId(db, person)).isEmpty()) {
            return Optional.empty();
        }
        return switch (kind) {
            case SOCIAL_SECURITY, MEDICAL_INSURANCE, CITY, IDENTITY ->
                // A handle that means something here only, and only as long as the code.
                Optional.of(enter(kind, person, VerificationCode.draw(random).substring(0, 13), "", audience));
            case CASE_PICKUP -> granted(person).map(number -> enter(kind, person, number, number, audience));
            case BOOKING -> Optional.of(book(person, audience));
            // These are nobody's who has a phone.
            case STAFF_ENROLMENT, CERTIFICATE_VERIFICATION, CLAIM_SLIP -> Optional.empty();
        };
    }

    /**
     * A code by which a unit gets to know a member of staff of another division.
     *
     * @param handle their card's certificate, by serial number, hexadecimal
     */
    public Shown enrolment(String handle, @Nullable String audience) {
        return enter(CodeKind.STAFF_ENROLMENT, null, handle, handle, audience);
    }

    /** When whoever booked came; empty while nobody has. */
    public Optional<Instant> checkedIn(String booking) {
        return database.read(db -> BookingRegister.checkedIn(db, booking));
    }

    /** Has a code refused from now on, by units within a minute; false if there is no such code. */
    public boolean revoke(String text) {
        return database.write(db -> {
            boolean known = CodeBook.revoke(db, text, clock.millis());
            if (known) {
                Issuer.countUp(db);
            }
            return known;
        });
    }

    /** Books the next half hour, so that whoever tries it out can check in at once. */
    private Shown book(String person, @Nullable String audience) {
        CaseItem[] items = CaseItem.values();
        Division division =
                database.read(db -> Register.byId(db, person).orElseThrow()).division();
        Booking booking = Booking.next(
                "B" + VerificationCode.draw(random).substring(0, 9),
                items[random.nextInt(items.length)],
                division.city() + division.name() + "政务服务中心",
                1 + random.nextInt(COUNTERS),
                clock.instant());
        database.write(db -> {
            BookingRegister.enter(db, person, booking);
            return booking;
        });
        return enter(
                CodeKind.BOOKING,
                person,
                booking.number(),
                booking.number(),
                audience,
                booking.opens(),
                booking.ends());
    }

    private Optional<String> granted(String person) {
        List<CaseFile> cases = database.read(db -> CaseRegister.of(db, person));
        return cases.stream()
                .filter(file -> file.outcome() == CaseFile.Outcome.GRANTED)
                .map(CaseFile::number)
                .findFirst();
    }

    private Shown enter(
            CodeKind kind, @Nullable String person, String subject, String about, @Nullable String audience) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return enter(kind, person, subject, about, audience, now, now.plus(kind.life()));
    }

    private Shown enter(
            CodeKind kind,
            @Nullable String person,
            String subject,
            String about,
            @Nullable String audience,
            Instant from,
            Instant expires) {
        byte[] nonce = new byte[Issuer.NONCE_BYTES];
        random.nextBytes(nonce);
        String text = kind.signed()
                ? issuer.code(kind, subject, audience, nonce, from, expires)
                : "TEST-" + kind.mark() + "-" + VerificationCode.draw(random);
        database.write(db -> {
            CodeBook.enter(db, text, kind, person, audience, kind.signed() ? nonce : null, clock.instant(), expires);
            return text;
        });
        return new Shown(kind, text, about, from, expires);
    }
}
