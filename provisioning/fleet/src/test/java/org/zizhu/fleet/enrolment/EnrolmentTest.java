package org.zizhu.fleet.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.HandClock;
import org.zizhu.fleet.contract.Refusal;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.trust.Applicant;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.trust.Pem;
import org.zizhu.fleet.unit.CertificateBook;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.Judgement;
import org.zizhu.fleet.unit.UnitRegister;

class EnrolmentTest {

    private static final UnitId UNIT = new UnitId("cs-furong-01");
    private static final Division FURONG = new Division("430102");
    private static final Division CHANGSHA = new Division("430100");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
    private final List<UnitId> cut = new ArrayList<>();
    private Database database;
    private Enrolment enrolment;

    private void open(Store store) {
        open(store.url(folder));
    }

    private void open(String url) {
        database = Database.at(url);
        FleetAuthority authority = new FleetAuthority(folder.resolve("keys"), clock);
        enrolment = new Enrolment(database, authority, () -> "fleet.example:443", clock, cut::add);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void preregisteredUnit_isCertifiedAtOnce_andTheLostAnswerIsGivenAgain(Store store) {
        open(store);
        assertTrue(enrolment.register(UNIT, FURONG, "op"));
        assertFalse(enrolment.register(UNIT, FURONG, "op"), "there is one of this name");
        Token token = enrolment.tokenFor(UNIT, DAY, "op").orElseThrow();
        Applicant unit = Applicant.named("cs-furong-01");

        Enrolled.Granted first = granted(enrolment.enrol(token.secret(), unit.csr()));
        Enrolled.Granted again = granted(enrolment.enrol(token.secret(), unit.csr()));

        assertEquals(first, again, "the same certificate, however often it asks");
        assertInstanceOf(Judgement.Good.class, judge(first));
        assertRefused(
                Refusal.TOKEN_USED,
                enrolment.enrol(token.secret(), Applicant.named("cs-furong-01").csr()));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void tokenThatIsUnknownOrOld_orForAnotherName_isRefused(Store store) {
        open(store);
        enrolment.register(UNIT, FURONG, "op");
        Token token = enrolment.tokenFor(UNIT, DAY, "op").orElseThrow();
        assertTrue(enrolment.tokenFor(new UnitId("nobody"), DAY, "op").isEmpty());

        assertRefused(
                Refusal.TOKEN_UNKNOWN,
                enrolment.enrol("guessed", Applicant.named("cs-furong-01").csr()));
        assertRefused(
                Refusal.NAME_MISMATCH,
                enrolment.enrol(token.secret(), Applicant.named("cs-furong-02").csr()));
        assertRefused(Refusal.CSR_INVALID, enrolment.enrol(token.secret(), "nonsense"));
        clock.advance(DAY);
        assertRefused(
                Refusal.TOKEN_EXPIRED,
                enrolment.enrol(token.secret(), Applicant.named("cs-furong-01").csr()));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void newNameByADivisionsToken_waitsForAnOperator(Store store) {
        open(store);
        Token token = enrolment.tokenFor(FURONG, DAY, "op");
        Applicant unit = Applicant.named("cs-furong-07");

        assertEquals(new Enrolled.Pending(new UnitId("cs-furong-07")), enrolment.enrol(token.secret(), unit.csr()));
        assertEquals(List.of(), enrolment.waiting(new Division("430103")), "another district's operator sees nothing");
        Waiting waiting = enrolment.waiting(CHANGSHA).get(0);
        assertInstanceOf(Enrolled.Pending.class, enrolment.enrol(token.secret(), unit.csr()), "it asks again");
        assertRefused(
                Refusal.NAME_TAKEN,
                enrolment.enrol(
                        enrolment.tokenFor(FURONG, DAY, "op").secret(),
                        Applicant.named("cs-furong-07").csr()));

        assertTrue(enrolment.approve(waiting.number(), "op"));
        assertFalse(enrolment.approve(waiting.number(), "op"), "it doesn't wait any more");
        assertInstanceOf(Judgement.Good.class, judge(granted(enrolment.enrol(token.secret(), unit.csr()))));
        assertEquals(List.of(), enrolment.waiting(CHANGSHA));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void anOperatorMaySayNo(Store store) {
        open(store);
        Token token = enrolment.tokenFor(FURONG, DAY, "op");
        Applicant unit = Applicant.named("cs-furong-07");
        enrolment.enrol(token.secret(), unit.csr());

        assertTrue(enrolment.refuse(enrolment.waiting(FURONG).get(0).number(), "op"));

        assertRefused(Refusal.ENROLMENT_REFUSED, enrolment.enrol(token.secret(), unit.csr()));
        assertTrue(database.read(c -> UnitRegister.find(c, new UnitId("cs-furong-07")))
                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void replacedHardware_takesThePlaceOfTheOld_whoseKeyNeverComesBack(Store store) {
        open(store);
        Applicant old = Applicant.named("cs-furong-01");
        Enrolled.Granted before = enrolled(old);
        Applicant fresh = Applicant.named("cs-furong-01");

        Enrolled.Granted after = granted(enrolment.enrol(
                enrolment.tokenFor(UNIT, DAY, "op").orElseThrow().secret(), fresh.csr()));

        assertEquals(new Judgement.Barred(Refusal.REVOKED), judge(before));
        assertEquals(2, ((Judgement.Good) judge(after)).peer().generation());
        assertEquals(List.of(UNIT), cut, "what was connected with the old certificate is cut");
        assertRefused(
                Refusal.CSR_INVALID,
                enrolment.enrol(
                        enrolment.tokenFor(UNIT, DAY, "op").orElseThrow().secret(), old.csr()));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void renewal_givesTheNextCertificate_andTheOldOneEndsWithTheUseOfIt(Store store) {
        open(store);
        Applicant unit = Applicant.named("cs-furong-01");
        Enrolled.Granted first = enrolled(unit);
        clock.advance(Duration.ofDays(20));
        Applicant nextKey = Applicant.named("cs-furong-01");
        String csr = nextKey.csr();

        Enrolled.Granted second = granted(enrolment.renew(judge(first), csr));
        assertEquals(second, enrolment.renew(judge(first), csr), "the answer was lost, and is given again");
        assertInstanceOf(Judgement.Good.class, judge(first), "until the unit has used the next one");
        Judgement.Good used = (Judgement.Good) judge(second);
        database.write(connection -> {
            CertificateBook.retireOlder(connection, used.peer());
            return true;
        });

        assertEquals(new Judgement.Barred(Refusal.CERTIFICATE_UNKNOWN), judge(first));
        assertInstanceOf(Judgement.Good.class, judge(second));
        assertRefused(
                Refusal.NAME_MISMATCH,
                enrolment.renew(judge(second), Applicant.named("cs-furong-02").csr()));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void monthsInABox_theExpiredCertificateAsks_andAnOperatorAgrees(Store store) {
        open(store);
        Enrolled.Granted first = enrolled(Applicant.named("cs-furong-01"));
        clock.advance(Duration.ofDays(200));
        String csr = Applicant.named("cs-furong-01").csr();

        assertInstanceOf(Judgement.Expired.class, judge(first));
        assertInstanceOf(Enrolled.Pending.class, enrolment.renew(judge(first), csr));
        Waiting waiting = enrolment.waiting(CHANGSHA).get(0);
        assertEquals(Waiting.Kind.RENEWAL, waiting.kind());
        enrolment.approve(waiting.number(), "op");

        Enrolled.Granted second = granted(enrolment.renew(judge(first), csr));
        assertNotEquals(first.certificate(), second.certificate());
        assertInstanceOf(Judgement.Good.class, judge(second));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void revocation_holdsFromOneMomentToTheNext(Store store) {
        open(store);
        Enrolled.Granted certificate = enrolled(Applicant.named("cs-furong-01"));
        Judgement before = judge(certificate);

        assertTrue(enrolment.revoke(UNIT, "op"));

        assertEquals(new Judgement.Barred(Refusal.REVOKED), judge(certificate));
        assertEquals(List.of(UNIT), cut);
        assertInstanceOf(Judgement.Good.class, before);
        assertRefused(
                Refusal.REVOKED,
                enrolment.renew(
                        judge(certificate), Applicant.named("cs-furong-01").csr()));
        assertFalse(enrolment.revoke(new UnitId("nobody"), "op"));
    }

    @Test
    void oneTokenAtTwoNodesAtOnce_isUsedOnce() throws SQLException {
        String url = Store.POSTGRESQL.url(folder);
        open(url);
        enrolment.register(UNIT, FURONG, "op");
        Token token = enrolment.tokenFor(UNIT, DAY, "op").orElseThrow();
        String csr = Applicant.named("cs-furong-01").csr();
        try (Connection otherNode = DriverManager.getConnection(url);
                Connection looker = DriverManager.getConnection(url)) {
            otherNode.setAutoCommit(false);
            Sql.run(
                    otherNode,
                    "UPDATE token SET used_at = ?, used_key = 'of-another-unit'",
                    clock.instant().toEpochMilli());
            CompletableFuture<Enrolled> here =
                    CompletableFuture.supplyAsync(() -> enrolment.enrol(token.secret(), csr));
            while (!here.isDone() && Sql.number(looker, "SELECT count(*) FROM pg_locks WHERE NOT granted") == 0) {
                Thread.onSpinWait();
            }
            otherNode.commit();
            assertRefused(Refusal.TOKEN_USED, here.join());
        }
    }

    private Enrolled.Granted enrolled(Applicant unit) {
        enrolment.register(UNIT, FURONG, "op");
        return granted(enrolment.enrol(
                enrolment.tokenFor(UNIT, DAY, "op").orElseThrow().secret(), unit.csr()));
    }

    private Judgement judge(Enrolled.Granted granted) {
        String serial = CertificateBook.serial(Pem.certificate(granted.certificate()));
        return database.read(connection -> CertificateBook.judge(connection, serial, clock.instant()));
    }

    private static Enrolled.Granted granted(Enrolled enrolled) {
        return assertInstanceOf(Enrolled.Granted.class, enrolled);
    }

    private static void assertRefused(Refusal refusal, Enrolled enrolled) {
        assertEquals(new Enrolled.Refused(refusal), enrolled);
    }
}
