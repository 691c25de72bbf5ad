package org.zizhu.kiosk.identity.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.StaffOffice;
import org.zizhu.kiosk.tabletop.StaffOffice.Badge;
import org.zizhu.kiosk.tabletop.Tabletop;

/** A unit that keeps its list of revoked staff cards new, and lives with an old one for a bounded time. */
class ListRenewalTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final StaffOffice OFFICE = new StaffOffice();
    private static final Badge STOLEN = OFFICE.badge(StaffRole.ATTENDANT);

    /** A list says its second. */
    private static final Instant COMMISSIONED = Tabletop.NIGHT.minus(Duration.ofDays(1));

    @TempDir
    Path folder;

    private Tabletop table;
    private StaffTrust trust;
    private ListRenewal renewal;

    @BeforeEach
    void commission() {
        table = new Tabletop(folder, PAPER);
        trust = OFFICE.trust(folder, table.journal, table.time, COMMISSIONED);
        renewal = new ListRenewal(table.platform, trust.revoked(), table.time::nanos);
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void newerList_isFetchedAtTheStart_andWhatItRevokesOpensNothing() {
        assertKnown(STOLEN);
        listed(Tabletop.NIGHT, STOLEN);
        renewal.keep();
        assertRefused(StaffRefusal.REVOKED, STOLEN);
    }

    @Test
    void newerList_arrivesWhileTheUnitRuns_withinTenMinutes() {
        listed(Tabletop.NIGHT);
        renewal.keep();
        assertKnown(STOLEN);

        listed(Tabletop.NIGHT.plusSeconds(60), STOLEN);
        passes(Duration.ofMinutes(9));
        renewal.keep();
        assertEquals(1, table.platform.staffListAsked);
        passes(Duration.ofMinutes(1));
        renewal.keep();
        assertRefused(StaffRefusal.REVOKED, STOLEN);
    }

    @Test
    void olderList_bringsNoStolenCardBack_neitherFromThePlatformNorByCommissioningAnew() {
        listed(Tabletop.NIGHT, STOLEN);
        renewal.keep();
        listed(Tabletop.NIGHT.minusSeconds(1));
        passes(Duration.ofMinutes(10));
        renewal.keep();
        assertEquals(2, table.platform.staffListAsked);
        assertRefused(StaffRefusal.REVOKED, STOLEN);

        trust = OFFICE.trust(folder, table.journal, table.time, COMMISSIONED.plusSeconds(60));
        assertRefused(StaffRefusal.REVOKED, STOLEN);
        assertEquals(Tabletop.NIGHT, trust.revoked().issuedAt().orElseThrow());
    }

    @Test
    void timeOffline_isCountedFromTheNewestList() {
        Badge badge = OFFICE.badge(StaffRole.ATTENDANT);
        passes(StaffOffice.LIST_GOOD_FOR.minus(Duration.ofDays(1)));
        assertRefused(StaffRefusal.LIST_TOO_OLD, badge);

        Instant now = table.time.instant().truncatedTo(ChronoUnit.SECONDS);
        listed(now);
        renewal.keep();
        assertKnown(badge);

        // An old list that somebody offers later does not count, in either direction.
        listed(now.minusSeconds(3600));
        passes(StaffOffice.LIST_GOOD_FOR.minusSeconds(2));
        renewal.keep();
        assertKnown(badge);
        passes(Duration.ofSeconds(3));
        assertRefused(StaffRefusal.LIST_TOO_OLD, badge);
    }

    @Test
    void platformThatGaveNone_isAskedAgainAfterSeconds_notAfterTenMinutes() {
        renewal.keep();
        passes(Duration.ofSeconds(14));
        renewal.keep();
        assertEquals(1, table.platform.staffListAsked);
        listed(Tabletop.NIGHT, STOLEN);
        passes(Duration.ofSeconds(1));
        renewal.keep();
        assertRefused(StaffRefusal.REVOKED, STOLEN);
    }

    @Test
    void listOfAnotherAuthority_changesNothing_andIsAskedForAgain() {
        table.platform.staffList = new Answer.Given<>(new StaffOffice().list(Tabletop.NIGHT));
        renewal.keep();
        assertEquals(COMMISSIONED, trust.revoked().issuedAt().orElseThrow());
        listed(Tabletop.NIGHT, STOLEN);
        passes(Duration.ofMinutes(1));
        renewal.keep();
        assertRefused(StaffRefusal.REVOKED, STOLEN);
    }

    private void listed(Instant at, Badge... revoked) {
        table.platform.staffList = new Answer.Given<>(OFFICE.list(at, revoked));
    }

    private void passes(Duration time) {
        long until = table.time.nanos() + time.toNanos();
        while (table.time.nanos() < until) {
            var unused = table.time.take(Duration.ofNanos(until - table.time.nanos()));
        }
    }

    private void assertKnown(Badge badge) {
        assertInstanceOf(Standing.Known.class, standing(badge));
    }

    private void assertRefused(StaffRefusal why, Badge badge) {
        assertEquals(
                why, assertInstanceOf(Standing.Refused.class, standing(badge)).why());
    }

    private Standing standing(Badge badge) {
        try {
            return trust.examine(badge.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
