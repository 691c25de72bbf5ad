package org.zizhu.platform.api;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.payment.Line;
import org.zizhu.platform.payment.Order;
import org.zizhu.platform.payment.Payments;
import org.zizhu.platform.payment.Slips;
import org.zizhu.platform.qr.CodeKind;
import org.zizhu.platform.qr.Issuer;
import org.zizhu.platform.store.Database;

/** Where what was left unfinished is taken up again: by a citizen who brings a slip to any kiosk, or by a member of staff. */
final class ClaimDesk {

    private record SlipShown(
            String itemCode,
            String itemName,
            boolean settled,
            boolean begun,
            boolean inQuestion,
            Slips.Place place,
            PaymentDesk.OrderShown order) {}

    private record CodeShown(String code, String expiresAt) {}

    private final Database database;
    private final Sessions sessions;
    private final PaymentDesk desk;
    private final Issuer issuer;
    private final InstantSource clock;
    private final Payments payments;
    private final Slips slips;
    private final Predicate<String> staffRevoked;
    private final Predicate<String> staffMaySettle;

    /**
     * @param desk that shows orders
     * @param issuer signs what a citizen carries away
     */
    ClaimDesk(
            Database database,
            Sessions sessions,
            PaymentDesk desk,
            Issuer issuer,
            InstantSource clock,
            Payments payments,
            Slips slips,
            Predicate<String> staffRevoked,
            Predicate<String> staffMaySettle) {
        this.database = database;
        this.sessions = sessions;
        this.desk = desk;
        this.issuer = issuer;
        this.clock = clock;
        this.payments = payments;
        this.slips = slips;
        this.staffRevoked = staffRevoked;
        this.staffMaySettle = staffMaySettle;
    }

    Call.Reply look(Call<Body.OfSlip> call) {
        return slips.look(call.body().slip(), call.terminal()) instanceof Slips.Slip.Of found
                ? shown(found)
                : Call.Reply.refused(Refusal.SLIP_UNKNOWN);
    }

    /** A code for the terminal to give to the citizen: whoever shows it at any kiosk has the slip. */
    Call.Reply sign(Call<Body.OfSlip> call) {
        String slip = call.body().slip();
        if (!slips.mayHand(slip, call.terminal())) {
            return Call.Reply.refused(Refusal.SLIP_UNKNOWN);
        }
        Instant from = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = from.plus(CodeKind.CLAIM_SLIP.life());
        CodeShown shown = new CodeShown(issuer.slip(slip, from, until), until.toString());
        return new Call.Reply(new Answer.Given(200, Json.write(shown)), null, null);
    }

    Call.Reply take(Call<Body.TakeSlip> call) {
        String session = call.body().session();
        Optional<Holder> bearer =
                session == null ? Optional.empty() : database.read(db -> sessions.holder(db, session, call.terminal()));
        if (session != null && bearer.isEmpty()) {
            return Call.Reply.refused(Refusal.SESSION_EXPIRED);
        }
        Slips.Slip taken = slips.take(
                call.body().slip(),
                call.terminal(),
                call.body().context().caseNumber(),
                bearer.map(holder -> holder.citizen().id()).orElse(null));
        if (taken instanceof Slips.Slip.Of found) {
            return found.place() == Slips.Place.HERE ? shown(found) : refused(Refusal.SLIP_TAKEN, found.order());
        }
        if (taken instanceof Slips.Slip.InQuestion held) {
            return refused(Refusal.SLIP_IN_QUESTION, held.order());
        }
        return Call.Reply.refused(
                taken instanceof Slips.Slip.Foreign ? Refusal.SLIP_OTHER_PERSON : Refusal.SLIP_UNKNOWN);
    }

    Call.Reply release(Call<Body.OfSlip> call) {
        slips.release(call.body().slip(), call.terminal(), call.body().context().caseNumber());
        return new Call.Reply(new Answer.Noted(), null, null);
    }

    /** A person has said what becomes of the money; who, stays on record. */
    Call.Reply settle(Call<Body.SettleClaim> call) {
        Body.SettleClaim told = call.body();
        if (staffRevoked.test(told.witness())) {
            return Call.Reply.refused(Refusal.STAFF_REVOKED);
        }
        if (!staffMaySettle.test(told.witness())) {
            return Call.Reply.refused(Refusal.STAFF_NOT_ALLOWED);
        }
        boolean given = told.decision() == Body.SettleClaim.Decision.DELIVERED;
        return desk.reply(payments.settleClaim(
                call.terminal(), told.claim(), given ? Line.Fate.DELIVERED : Line.Fate.REFUNDING, told.witness()));
    }

    private Call.Reply shown(Slips.Slip.Of found) {
        Order order = found.order();
        // The code to pay by belongs to the kiosk that shows it.
        SlipShown shown = new SlipShown(
                order.itemCode(),
                order.itemName(),
                order.settled(),
                order.toldAt() != null,
                order.inQuestion(),
                found.place(),
                desk.shown(order).withoutCode());
        return new Call.Reply(new Answer.Given(200, Json.write(shown)), person(order));
    }

    private static Call.Reply refused(Refusal refusal, Order order) {
        return new Call.Reply(new Answer.Refused(refusal), person(order));
    }

    private static @Nullable String person(Order order) {
        return order.person();
    }
}
