package org.zizhu.kiosk.visit;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.idcard.CardReading;
import org.zizhu.kiosk.platform.Session;

/**
 * What the visit knows of who is here: what they have shown, and the platform's session. It lives in the visit and is gone
 * with it.
 */
public final class Citizen {

    /** Identified once, for every item of the visit. */
    public record Identity(CardReading reading, Session session) {
        @Override
        public String toString() {
            return "Identity";
        }
    }

    private final boolean strangersCard;
    private @Nullable Identity identity;

    /**
     * Somebody new.
     *
     * @param strangersCard whether a card lies on the reader that somebody before them forgot: it must not identify them
     */
    public Citizen(boolean strangersCard) {
        this.strangersCard = strangersCard;
    }

    /** Whether a card that lies on the reader since before this visit is somebody else's. */
    public boolean strangersCard() {
        return strangersCard;
    }

    public Optional<Identity> identity() {
        return Optional.ofNullable(identity);
    }

    public void identified(CardReading reading, Session session) {
        identity = new Identity(reading, session);
    }

    /** The platform has forgotten the session: they have to show their card again. */
    public void sessionExpired() {
        forget();
    }

    /** Overwrites what can be overwritten and lets go of the rest. */
    public void forget() {
        if (identity != null) {
            Arrays.fill(identity.reading().photo().wlt(), (byte) 0);
            Arrays.fill(identity.reading().fingerprint(), (byte) 0);
        }
        identity = null;
    }
}
