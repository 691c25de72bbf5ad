package org.zizhu.bench.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;
import org.zizhu.kiosk.collection.CardRecord;
import org.zizhu.kiosk.collection.ChipNumber;
import org.zizhu.kiosk.collection.LockerRecord;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.platform.Accepted;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Box;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.CollectionPlatform;
import org.zizhu.kiosk.platform.Credential;
import org.zizhu.kiosk.platform.HttpsPlatform;
import org.zizhu.kiosk.platform.PlatformSettings;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.platform.WaitingCard;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;
import org.zizhu.platform.collection.Stocking;
import org.zizhu.platform.people.Card;
import org.zizhu.platform.people.Person;

/** The kiosk's side of the contract where it is about cards and boxes, against the sandbox city: what the unit's journal tells is understood there. */
class CollectionConversationTest {

    private static final String TERMINAL = "ZZ-0001";
    private static final CallContext CARD = context("1143010000000000083002014002001");
    private static final CallContext LOCKER = context("1143010000000000083002099002002");

    @TempDir
    static Path folder;

    private static SandboxCity city;
    private static HttpsPlatform https;
    private static CollectionPlatform platform;
    private static Journal journal;

    @BeforeAll
    static void meet() throws IOException {
        city = SandboxCity.start(new Settings(folder.resolve("city"), 0, 0, InstantSource.system(), 1));
        city.enrol(TERMINAL, folder);
        https = HttpsPlatform.open(
                new PlatformSettings(
                        city.apiUri(),
                        folder.resolve("unit.p12"),
                        folder.resolve("unit.password"),
                        folder.resolve("ca.pem")),
                InstantSource.system());
        platform = https.collection();
        journal = Journal.open(folder.resolve("journal.db"), InstantSource.system());
    }

    @AfterAll
    static void part() {
        journal.close();
        https.close();
        city.close();
    }

    @Test
    void theRightChipIsKnown_andTheCardIsTheirsOnceItWasTaken() {
        Person person = city.person("certificate");
        Session session = session(person);
        given(https.faceMatched(CARD, session).join());
        WaitingCard waiting = given(platform.waitingCard(CARD, session).join());
        ChipNumber theirs = chip(person);
        assertTrue(theirs.is(waiting));
        assertFalse(chip(city.person("query")).is(waiting));

        CardRecord record = new CardRecord(journal, InstantSource.system());
        String transaction = begun("social-card-collection");
        record.draws(transaction, waiting.handle(), OptionalInt.of(0));
        record.wrong(transaction, chip(city.person("query")));
        record.draws(transaction, waiting.handle(), OptionalInt.of(1));
        record.drawn(transaction, theirs);
        record.presents(transaction);
        record.taken(transaction, CardRecord.Fact.TAKEN, "gate-sensor");
        record.settle(journal.reread(transaction, "social-card-collection"), CardRecord.Fact.TAKEN, CARD);
        carry();

        assertEquals(
                "card-none-waiting", platform.waitingCard(CARD, session).join().code());
    }

    @Test
    void aBoxIsKept_filled_andAnotherIsGivenBackByItsKey() {
        Session session = session(city.person("statement"));
        Box box = given(platform.freeBox(LOCKER, session, "key-of-a-box").join());
        assertEquals(
                box, given(platform.freeBox(LOCKER, session, "key-of-a-box").join()));

        LockerRecord record = new LockerRecord(journal, InstantSource.system());
        String transaction = begun("locker-deposit");
        record.reserves(transaction, "key-of-a-box");
        record.reserved(transaction, box);
        record.opens(transaction, box, LockerRecord.Use.DEPOSIT);
        record.opened(transaction, "door-switch");
        record.handled(transaction, LockerRecord.Use.DEPOSIT, LockerRecord.Fact.DEPOSITED, "citizen-said");
        record.settle(journal.reread(transaction, "locker-deposit"), LockerRecord.Fact.DEPOSITED, LOCKER);
        String interrupted = begun("locker-deposit");
        given(platform.freeBox(LOCKER, session, interrupted + ":box").join());
        record.reserves(interrupted, interrupted + ":box");
        record.release(interrupted, interrupted + ":box", LOCKER);
        carry();

        assertEquals(
                "box-released",
                platform.freeBox(LOCKER, session, interrupted + ":box").join().code(),
                "a request that comes after its withdrawal");
    }

    @Test
    void nothingWaits_isARefusal() {
        assertEquals(
                "locker-nothing-waits",
                platform.boxes(LOCKER, session(city.person("no-insurance")))
                        .join()
                        .code());
    }

    private static String begun(String item) {
        String transaction = UUID.randomUUID().toString();
        journal.begin(transaction, item);
        return transaction;
    }

    private static void carry() {
        for (Optional<Message> next = journal.nextMessage(); next.isPresent(); next = journal.nextMessage()) {
            Answer<Accepted> answer = https.deliver(next.get()).join();
            assertInstanceOf(Answer.Given.class, answer, () -> answer.code());
            journal.answered(next.get(), "accepted");
        }
    }

    private static ChipNumber chip(Person person) {
        return new ChipNumber(new SocialSecurityCard(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Stocking.newNumber(person)),
                person.card().number(),
                person.card().knownName(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private static Session session(Person person) {
        Card card = person.card();
        return given(https.identify(
                        CARD,
                        new Credential(
                                card.kind().name(),
                                card.number(),
                                card.knownName(),
                                card.birth(),
                                card.validUntil(),
                                "05.03-20160820-0001234567-1234567890"))
                .join());
    }

    private static CallContext context(String itemCode) {
        return new CallContext(
                "领取", "领取", itemCode, UUID.nameUUIDFromBytes(new byte[] {1}).toString(), TERMINAL, "芙蓉区政务服务中心一楼");
    }

    private static <T> T given(Answer<T> answer) {
        assertInstanceOf(Answer.Given.class, answer, () -> answer.code());
        return ((Answer.Given<T>) answer).value();
    }
}
