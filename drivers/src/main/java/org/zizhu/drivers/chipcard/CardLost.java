package org.zizhu.drivers.chipcard;

/** The card can't be talked to any more; {@link #reason} says why, in a stable keyword without personal data. */
public final class CardLost extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    /**
     * @param reason "card-removed", "card-mute" or "card-garbled"
     */
    public CardLost(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
