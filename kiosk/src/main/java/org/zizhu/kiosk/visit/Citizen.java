package org.zizhu.kiosk.visit;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.idcard.CardReading;
import org.zizhu.kiosk.identity.Evidence;
import org.zizhu.kiosk.platform.Session;

/**
 * What the visit knows of who is here: what they have shown, and the platform's session. It lives in the visit and is gone
 * with it.
 */
public final class Citizen {

    /**
     * Identified once, for every item of the visit.
     *
     * @param name as what they showed has it; masked where only the platform knows it
     * @param shown all that they have shown; a later item that demands more asks for the rest
     */
    public record Identity(Session session, String name, Set<Evidence> shown) {

        public Identity {
            shown = Collections.unmodifiableSet(
                    shown.isEmpty() ? EnumSet.noneOf(Evidence.class) : EnumSet.copyOf(shown));
        }

        @Override
        public String toString() {
            return "Identity";
        }
    }

    private final Left left;
    private final Map<Evidence, String> closed = new EnumMap<>(Evidence.class);
    private @Nullable Identity identity;
    private @Nullable CardReading reading;
    private @Nullable String agent;
    private final Set<String> offered = new HashSet<>();

    /**
     * What lies there when they come, which must not identify them.
     *
     * @param idCard a card lies on the reader
     * @param chipCard a card is in the chip reader
     */
    public record Left(boolean idCard, boolean chipCard, Whose whose) {
        public static final Left NOTHING = new Left(false, false, Whose.STRANGERS);

        /** Whose it is. */
        public enum Whose {
            /** Somebody before them forgot it. */
            STRANGERS,
            /** Who acts for them has shown it. */
            AGENTS
        }
    }

    /** Somebody new. */
    public Citizen(Left left) {
        this.left = left;
    }

    /** What has lain there since before this visit is somebody else's. */
    public Left left() {
        return left;
    }

    public Optional<Identity> identity() {
        return Optional.ofNullable(identity);
    }

    /** The card that was read in this visit, with its photo. */
    public Optional<CardReading> reading() {
        return Optional.ofNullable(reading);
    }

    public Set<Evidence> shown() {
        return identity == null ? Set.of() : identity.shown();
    }

    /** Whether a session is of another person than what was shown before. */
    public boolean isSomebodyElse(Session session) {
        return identity != null && !identity.session().handle().equals(session.handle());
    }

    /** The platform has named them by what they have shown. What they had shown before, as the same person, still counts. */
    public void named(Evidence by, Session session, String name) {
        Set<Evidence> all = EnumSet.of(by);
        all.addAll(shown());
        identity = new Identity(session, name, all);
    }

    /** The same by an identity card. */
    public void named(CardReading card, Session session) {
        forgetReading();
        reading = card;
        named(Evidence.ID_CARD, session, card.card().name());
    }

    /** Whoever has been named has now also shown this. */
    public void confirmed(Evidence by) {
        if (identity != null) {
            named(by, identity.session(), identity.name());
        }
    }

    /** The platform does not count it: they are known by what named them, and by nothing else. */
    public void unconfirmed() {
        if (identity != null) {
            Set<Evidence> names = EnumSet.noneOf(Evidence.class);
            identity.shown().stream().filter(Evidence::names).forEach(names::add);
            identity = new Identity(identity.session(), identity.name(), names);
        }
    }

    /** Somebody acts for them, to which the platform has agreed; nothing more is asked of them. */
    public void actedFor(String agentsMaskedName, Session session) {
        agent = agentsMaskedName;
        Set<Evidence> all = shown().isEmpty() ? EnumSet.noneOf(Evidence.class) : EnumSet.copyOf(shown());
        identity = new Identity(session, identity == null ? session.maskedName() : identity.name(), all);
    }

    /** The masked name of who acts for them. */
    public Optional<String> agent() {
        return Optional.ofNullable(agent);
    }

    /** Whether to offer them to finish an order: once in a visit. */
    public boolean isOffered(String order) {
        return offered.add(order);
    }

    /** Why this can't be shown in this visit any more: they don't want to, or it has been tried too often. By code of {@link Troubles}. */
    public Optional<String> closed(Evidence evidence) {
        return Optional.ofNullable(closed.get(evidence));
    }

    public void close(Evidence evidence, String because) {
        closed.put(evidence, because);
    }

    /** They think again about what they did not want. */
    public void reconsiders(String because) {
        closed.values().removeIf(because::equals);
    }

    /** The platform has forgotten the session: they have to show again who they are. */
    public void sessionExpired() {
        forgetIdentity();
    }

    /** Overwrites what can be overwritten and lets go of the rest. */
    public void forget() {
        forgetIdentity();
        closed.clear();
        offered.clear();
        agent = null;
    }

    private void forgetIdentity() {
        forgetReading();
        identity = null;
    }

    private void forgetReading() {
        CardReading kept = reading;
        reading = null;
        if (kept != null) {
            letGo(kept);
        }
    }

    /** A card has been read; unless it is the one by which they are known, what can be overwritten of it is. */
    @SuppressWarnings("ReferenceEquality") // Another reading of the same card has bytes of its own.
    public void letGo(CardReading read) {
        if (read != reading) {
            Arrays.fill(read.photo().wlt(), (byte) 0);
            Arrays.fill(read.fingerprint(), (byte) 0);
        }
    }
}
