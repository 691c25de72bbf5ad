package org.zizhu.platform.payment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is asked to pay at a terminal, as the book has it at one moment.
 *
 * @param number also the provider's 商户订单号: 8 to 32 of {@code [0-9A-Z]}
 * @param person register id of whoever pays; null where nobody has identified
 * @param matter tells what is paid for: of two paid orders of one terminal and matter, one goes back
 * @param fen sum of the lines
 * @param code what its QR code says; null until the provider has given one
 * @param paid null while no money is known to have come
 * @param toldAt when the terminal was first told that it is paid
 * @param abandonedAt when the terminal was told that it would be closed, while that was not certain
 */
public record Order(
        String number,
        String terminal,
        @Nullable String person,
        String matter,
        String itemCode,
        String itemName,
        Means means,
        long fen,
        State state,
        @Nullable String code,
        Instant created,
        Instant expires,
        @Nullable Paid paid,
        @Nullable Instant toldAt,
        @Nullable Instant abandonedAt,
        List<Line> lines,
        List<Refund> refunds,
        List<Claim> claims) {

    /**
     * That it was paid, as the provider says.
     *
     * @param at by the provider's clock
     * @param knownAt by ours
     */
    public record Paid(long fen, Instant at, Instant knownAt, String providerNumber) {}

    /** Those lines of which nothing was decided yet. */
    List<Line> owed() {
        return lines.stream().filter(line -> line.fate() == Line.Fate.OWED).toList();
    }

    /** Nothing of it is left to do for a terminal or a person. */
    public boolean settled() {
        return switch (state) {
            case CLOSED, DELIVERED, REFUNDING, REFUNDED -> true;
            case CREATED, PAYING, CLOSING, PAID, HELD -> false;
        };
    }

    /** A person has to look at the money before anything is given for it. */
    public boolean inQuestion() {
        return claims.stream()
                .anyMatch(claim -> claim.settled() == null && claim.ground().moneyInQuestion());
    }

    @Override
    public String toString() {
        return "Order[" + number + " " + state + "]";
    }
}
