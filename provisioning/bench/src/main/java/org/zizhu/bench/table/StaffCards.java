package org.zizhu.bench.table;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zizhu.drivers.chipcard.emulator.EmulatedStaffCard;
import org.zizhu.kiosk.identity.staff.StaffRole;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.platform.trust.StaffAuthority;

/** The cards of the bench's staff, good ones and others, given out by the sandbox city. They keep their counters from one visit to the next. */
final class StaffCards {

    /** Of every card. */
    static final String PIN = "408173";

    private static final String HERE = UnitFolder.DIVISION;

    private static final String NEXT_DISTRICT = "430103";

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration MONTH = Duration.ofDays(30);

    /** Whom a unit here does not know before their enrolment code was shown. */
    static final String OF_ANOTHER_DIVISION = "other";

    /**
     * A card and whose it is.
     *
     * @param serial its certificate's serial number, hexadecimal
     */
    record Held(EmulatedStaffCard card, Text whose, String serial) {}

    private final Map<String, Held> cards = new LinkedHashMap<>();

    StaffCards(StaffAuthority authority, Instant now) {
        Instant yesterday = now.minus(Duration.ofDays(1));
        add("attendant", Text.of("值守员", "attendant"), give(authority, HERE, yesterday, YEAR, StaffRole.ATTENDANT));
        add(
                "engineer",
                Text.of("市级维护工程师", "field engineer of the city"),
                give(authority, "430100", yesterday, YEAR, StaffRole.FIELD_ENGINEER));
        add("stock", Text.of("物料管理员", "stock keeper"), give(authority, HERE, yesterday, YEAR, StaffRole.STOCK_KEEPER));
        add(
                OF_ANOTHER_DIVISION,
                Text.of("别的区的值守员", "attendant of another division"),
                give(authority, NEXT_DISTRICT, yesterday, YEAR, StaffRole.ATTENDANT));
        add(
                "expired",
                Text.of("过期的工作证", "expired"),
                give(authority, HERE, yesterday.minus(MONTH), MONTH, StaffRole.ATTENDANT));
        Given stolen = give(authority, HERE, yesterday, YEAR, StaffRole.FIELD_ENGINEER);
        authority.revoke(stolen.certificate());
        add("revoked", Text.of("已注销的工作证", "revoked"), stolen);
        Given forgotten = give(authority, HERE, yesterday, YEAR, StaffRole.ATTENDANT);
        cards.put("locked", new Held(forgotten.card().locked(), Text.of("已锁定的工作证", "locked"), forgotten.serial()));
        Given copied = give(authority, HERE, yesterday, YEAR, StaffRole.FIELD_ENGINEER);
        add("copy", Text.of("没有私钥的复制卡", "copy without the key"), new Given(copied.certificate(), newKey()));
    }

    private record Given(X509Certificate certificate, KeyPair key) {

        String serial() {
            return certificate.getSerialNumber().toString(16);
        }

        EmulatedStaffCard card() {
            try {
                return new EmulatedStaffCard(certificate.getEncoded(), key.getPrivate(), PIN);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("a certificate without encoding", e);
            }
        }
    }

    private static Given give(
            StaffAuthority authority, String division, Instant from, Duration life, StaffRole... roles) {
        KeyPair key = newKey();
        List<String> purposes = Arrays.stream(roles).map(StaffRole::purpose).toList();
        return new Given(authority.certify(key.getPublic(), division, purposes, from, life), key);
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no P-256 here", e);
        }
    }

    private void add(String id, Text whose, Given given) {
        cards.put(id, new Held(given.card(), whose, given.serial()));
    }

    /** The card of that id; the first for an empty one. */
    Optional<Held> named(String id) {
        return id.isBlank() ? cards.values().stream().findFirst() : Optional.ofNullable(cards.get(id.strip()));
    }

    String ids() {
        return String.join(", ", cards.keySet());
    }
}
