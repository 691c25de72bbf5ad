package org.zizhu.platform.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.platform.HandClock;
import org.zizhu.platform.payment.emulator.EmulatedTreasury;
import org.zizhu.platform.payment.emulator.Mood;
import org.zizhu.platform.payment.emulator.Paying;
import org.zizhu.platform.payment.treasury.Treasury;
import org.zizhu.platform.payment.treasury.Unit;
import org.zizhu.platform.store.Database;

/** A fee of the state, by a code of the treasury that is opaque to us. */
class TreasuryTest {

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
    private EmulatedTreasury treasury;
    private Database database;
    private Payments payments;

    @BeforeEach
    void open() throws IOException {
        if (clock.instant().atOffset(ZoneOffset.ofHours(8)).getHour() == 23) {
            // The bill is of one day.
            clock.advance(Duration.ofHours(1));
        }
        treasury = EmulatedTreasury.open(clock, InstantSource.system());
        database = Database.in(folder.resolve("treasury.sqlite"));
        payments = new Payments(database, List.of(new Treasury(treasury.unit(), InstantSource.system())), clock);
    }

    @AfterEach
    void close() {
        database.close();
        treasury.close();
    }

    @Test
    void aCodeOfTwentyDigits_isPaidAtABank_andFoundByAsking() {
        Order order = order("house");
        assertTrue(Till.code(order).matches("[0-9]{20}"), Till.code(order));

        assertTrue(treasury.pay(Till.code(order), "6222") instanceof Paying.Paid);
        pass(Payments.ASK_EVERY);

        assertEquals(State.PAID, state(order));
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8));
        assertEquals(
                new Reconciliation(day, Means.NON_TAX, 8000, 0, List.of()),
                new Reconciler(database, payments, clock)
                        .reconcile(day, Means.NON_TAX)
                        .orElseThrow());
    }

    @Test
    void theTreasuryGivesNothingBackByItself_soARefundIsAClaim() {
        Order order = order("house");
        treasury.pay(Till.code(order), "6222");
        pass(Payments.ASK_EVERY);

        Order held = Till.stands(payments.refund(Till.TERMINAL, order.number(), List.of(0)));

        assertEquals(State.HELD, held.state());
        assertEquals(Ground.REFUND_FAILED, held.claims().get(0).ground());
        assertEquals(held.claims(), payments.openClaims(Till.TERMINAL));
    }

    @Test
    void aVoidCode_isNotPaid() {
        Order order = order("house");

        assertEquals(
                State.CLOSED,
                Till.stands(payments.cancel(Till.TERMINAL, order.number())).state());
        assertEquals(new Paying.Refused("ALREADY_CLOSED"), treasury.pay(Till.code(order), "6222"));
    }

    @Test
    void answersThatSayNothing_areAskedForAgain() {
        for (Mood mood : Mood.values()) {
            treasury.moods().next("place", mood);
            Order order = order("mood-" + mood);
            assertEquals(State.PAYING, order.state(), mood.name());
            treasury.pay(Till.code(order), "6222");
            treasury.moods().always("query", mood);
            pass(Payments.ASK_EVERY);
            assertEquals(State.PAYING, state(order), mood.name());

            treasury.moods().heal();
            pass(Payments.ASK_EVERY);
            assertEquals(State.PAID, state(order), mood.name());
        }
    }

    @Test
    void whoDoesNotKnowTheSecret_isNotListenedTo() {
        Unit stranger = new Unit(treasury.unit().platform(), treasury.unit().id(), "guessed");
        Order order = order("house");

        assertEquals(
                new Reply.Unknown<Standing>("bad seal"), new Treasury(stranger, InstantSource.system()).query(order));
    }

    private Order order(String matter) {
        return Till.order(payments, Means.NON_TAX, matter, 8000);
    }

    private void pass(Duration time) {
        clock.advance(time);
        payments.lookAround();
    }

    private State state(Order order) {
        return database.read(db -> OrderBook.known(db, order.number())).state();
    }
}
