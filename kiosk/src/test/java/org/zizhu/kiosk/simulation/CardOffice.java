package org.zizhu.kiosk.simulation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zizhu.drivers.chipcard.emulator.CardModel;
import org.zizhu.drivers.chipcard.emulator.EmulatedSocialSecurityCard;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;
import org.zizhu.kiosk.platform.WaitingCard;

/** The office that makes new social security cards and brings them to the unit; it keeps what it was told of each, and where each really is. */
final class CardOffice {

    /** Where a card really is. */
    enum Where {
        STACKER,
        ON_ITS_WAY,
        WITH_A_CITIZEN,
        BIN,
        /** Staff have taken it out of the bin, or have not brought it. */
        WITH_STAFF
    }

    /** A card that was made for somebody. */
    static final class NewCard {
        private final String handle;
        private final String number;
        private String person = NOBODY;
        private String told = "";
        Where where = Where.STACKER;

        private NewCard(int nth) {
            this.handle = "CARD-%06d".formatted(nth);
            this.number = "B%08d".formatted(nth);
        }

        boolean isForNobody() {
            return person.equals(NOBODY);
        }

        /** The plastic with its chip. */
        EmulatedSocialSecurityCard chip() {
            return new EmulatedSocialSecurityCard(
                    new SocialSecurityCard(
                            Optional.empty(),
                            Optional.of("43010200000000000000000000000001"),
                            Optional.of("3"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(number),
                            person,
                            "甪甲",
                            Optional.of("2"),
                            Optional.of("01"),
                            Optional.empty(),
                            Optional.of(LocalDate.of(1849, 3, 7))),
                    CardModel.THIRD_GENERATION);
        }

        private WaitingCard waiting() {
            return new WaitingCard(handle, sha256(handle + ":" + number + ":" + person));
        }
    }

    private static final int DIGEST_CHARACTERS = 16;

    /** The number of a person who never comes. */
    private static final String NOBODY =
            Citizens.card(0, LocalDate.of(2040, 1, 1)).number();

    private final World world;
    private final Map<String, NewCard> byPerson = new HashMap<>();
    private final Map<String, NewCard> byHandle = new LinkedHashMap<>();
    private final Map<String, String> byTransaction = new HashMap<>();
    private final Map<String, String> handleOf = new HashMap<>();

    CardOffice(World world) {
        this.world = world;
    }

    /** A card that is made, to be loaded. */
    NewCard make() {
        NewCard card = new NewCard(byHandle.size() + 1);
        byHandle.put(card.handle, card);
        return card;
    }

    /** One of those in the stacker is for somebody who will come: mostly it lies on top then, sometimes behind others, sometimes it was forgotten. */
    void bring(String person) {
        Optional<NewCard> card = world.random().nextInt(12) > 0
                ? world.dispenser.free(world.random().nextInt(5) > 0)
                : Optional.of(make());
        card.ifPresent(found -> {
            found.person = person;
            byPerson.put(person, found);
            if (found.where != Where.STACKER || !world.dispenser.holds(found)) {
                found.where = Where.WITH_STAFF;
            }
        });
    }

    /** Whether a citizen has it. */
    boolean isTaken(String handle) {
        NewCard card = byHandle.get(handle);
        return card != null && card.where == Where.WITH_A_CITIZEN;
    }

    /** The card that waits for a person. */
    Optional<WaitingCard> waiting(String person) {
        return Optional.ofNullable(byPerson.get(person))
                .filter(card -> card.told.isEmpty())
                .map(NewCard::waiting);
    }

    /** The unit says what became of a card. */
    void heard(String handle, String transaction, String fact, List<String> wrong, boolean answer) {
        NewCard card = byHandle.get(handle);
        if (card == null) {
            throw world.violated("each card is accounted for", handle + " was never made");
        }
        boolean fits =
                switch (fact) {
                    case "TAKEN" -> card.where == Where.WITH_A_CITIZEN;
                    case "RETAINED" -> card.where == Where.BIN || card.where == Where.WITH_STAFF;
                    case "NOT_DISPENSED" -> card.where != Where.WITH_A_CITIZEN;
                    default -> true;
                };
        if (!fits) {
            throw world.violated("what is said of cards is true", handle + " is " + fact + ", and it is " + card.where);
        }
        if (!card.told.equals(answer ? "UNKNOWN" : "")) {
            throw world.violated("each card is settled once", handle + " was " + card.told + " and is now " + fact);
        }
        if (!fact.equals("NOT_DISPENSED")) {
            card.told = fact;
        }
        byTransaction.put(transaction, fact);
        handleOf.put(transaction, handle);
        for (String digest : wrong) {
            boolean there = byHandle.values().stream()
                    .anyMatch(other -> other.where != Where.STACKER
                            && other.where != Where.WITH_A_CITIZEN
                            && sha256(other.number).startsWith(digest)
                            && digest.length() == DIGEST_CHARACTERS);
            if (!there) {
                throw world.violated(
                        "what is said of cards is true", digest + " is neither in the bin nor on its way there");
            }
        }
    }

    /** Whether the card that was to be handed over in a transaction is with a citizen. */
    boolean isTakenOf(String transaction) {
        return isTaken(handleOf.getOrDefault(transaction, ""));
    }

    /** What was said of the card of a transaction; empty if nothing was. */
    String factOf(String transaction) {
        return byTransaction.getOrDefault(transaction, "");
    }

    /** Cards that are there. */
    long count(Where where) {
        return byHandle.values().stream().filter(card -> card.where == where).count();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
