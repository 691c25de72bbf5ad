package org.zizhu.kiosk.platform;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.screen.Text;

/**
 * What the platform has a citizen asked to pay, as it stands at one moment.
 *
 * @param code what its QR code says; null until a provider has opened it
 * @param expiresAt by the platform's clock; from then on it can't be paid
 * @param paidAt by the provider's clock; null while no money is known to have come
 * @param receipt where whoever scans it reads the electronic receipt (电子票据), once what was paid for was delivered; null while no money
 *     is known to have come
 */
public record PaymentOrder(
        String number,
        Means means,
        State state,
        long fen,
        @Nullable String code,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant paidAt,
        @Nullable URI receipt,
        List<Line> lines,
        List<Refund> refunds,
        List<Claim> claims) {

    /** By what a citizen pays. */
    public enum Means {
        WECHAT_PAY,
        ALIPAY,
        NON_TAX
    }

    /** Where it stands. */
    public enum State {
        /** Whether a provider knows of it is not certain. */
        CREATED,
        /** Its code is out and may be paid. */
        PAYING,
        /** It is given up, and whether money came is not certain: should it have, it goes back by itself, and nothing may be given for it. */
        CLOSING,
        /** No money came and none will. */
        CLOSED,
        /** The money is there, and what it was paid for is owed. */
        PAID,
        /** A person has to say what becomes of some of the money. */
        HELD,
        DELIVERED,
        REFUNDING,
        REFUNDED
    }

    /** What became of the money of a line. */
    public enum Fate {
        OWED,
        DELIVERED,
        REFUNDING,
        REFUNDED,
        CLAIMED
    }

    /** One thing to pay for. */
    public record Line(int index, long fen, Text payee, Text what, Fate fate) {}

    /** Money on its way back, or back. */
    public record Refund(String number, long fen, Text ground, String state) {}

    /** @param number what the citizen is given for it */
    public record Claim(String number, String order, long fen, Text ground, Instant openedAt, boolean open) {}

    @Override
    public String toString() {
        return "PaymentOrder[" + number + " " + state + "]";
    }
}
