package org.zizhu.platform.payment.emulator;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One order as a provider has it.
 *
 * @param number the merchant's
 * @param code what its QR code says
 * @param notifyAt where the merchant wants to be told; null for nowhere
 * @param id the provider's own number; empty until somebody pays
 * @param payer who pays or paid, by the provider's name for them; empty for nobody
 * @param returns what went back
 */
record Trade(
        String number,
        String description,
        long fen,
        String code,
        Instant expires,
        @Nullable URI notifyAt,
        Phase phase,
        String id,
        String payer,
        @Nullable Instant paidAt,
        List<Return> returns) {

    /** How far it is. */
    enum Phase {
        /** Nobody has begun to pay. */
        OPEN,
        /** Somebody is typing in a password. */
        PAYING,
        PAID,
        CLOSED
    }

    /** Money that went back. */
    record Return(String number, String id, long fen, Status status, Instant at) {
        Return with(Status next, Instant when) {
            return new Return(number, id, fen, next, when);
        }
    }

    /** How far a return is. */
    enum Status {
        UNDER_WAY,
        MADE,
        FAILED
    }

    long returned() {
        return returns.stream()
                .filter(each -> each.status != Status.FAILED)
                .mapToLong(Return::fen)
                .sum();
    }

    Trade with(Phase next) {
        return new Trade(number, description, fen, code, expires, notifyAt, next, id, payer, paidAt, returns);
    }

    Trade begunBy(String who) {
        return new Trade(number, description, fen, code, expires, notifyAt, Phase.PAYING, id, who, null, returns);
    }

    Trade paid(String transaction, Instant at) {
        return new Trade(
                number, description, fen, code, expires, notifyAt, Phase.PAID, transaction, payer, at, returns);
    }

    Trade with(List<Return> all) {
        return new Trade(number, description, fen, code, expires, notifyAt, phase, id, payer, paidAt, List.copyOf(all));
    }
}
