package org.zizhu.drivers.chipcard;

import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;

/** The card can't be talked to any more; {@link #reason} says why, in a stable keyword without personal data. */
public final class CardLost extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    /**
     * @param reason "card-removed", "card-mute" or "card-garbled"; "time-out" when the conversation took longer than it
     *     may; "slot-taken" when another program has the slot for itself; another one when the way to the card is lost
     */
    public CardLost(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    /** What a conversation comes to that ended so. */
    public <T> Completion<T> completion() {
        FailureCode code =
                switch (reason) {
                    case "card-removed" -> FailureCode.USER_ERROR;
                    case "card-mute", "card-garbled" -> FailureCode.INVALID_DATA;
                    case "time-out" -> FailureCode.TIME_OUT;
                    case "slot-taken" -> FailureCode.NOT_READY;
                    default -> FailureCode.HARDWARE_ERROR;
                };
        return Completion.failed(code, reason);
    }
}
