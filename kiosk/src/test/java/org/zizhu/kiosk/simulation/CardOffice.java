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
        /** Staff have taken it out of a jam. */
        WITH_STAFF
    }

    /** A card that was made for somebody. */
    static final class NewCard {
        private final String handle;
        private final String number;
        private final String person;
        private String told = "";
        Where where = Where.STACKER;

        private NewCard(int nth, String person) {
            this.handle = "CARD-%06d".formatted(nth);
            this.number = "B%08d".formatted(nth);
            this.person = person;
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

    private final World world;
    private final Map<String, NewCard> byPerson = new LinkedHashMap<>();
    private final Map<String, NewCard> byHandle = new HashMap<>();
    private final Map<String, String> byTransaction = new HashMap<>();

    CardOffice(World world) {
        this.world = world;
    }

    /** Makes a card for somebody who will come, and brings it: mostly it lies on top then, sometimes behind others, sometimes it was forgotten. */
    void bring(String person) {
        NewCard card = new NewCard(byPerson.size() + 1, person);
        byPerson.put(person, card);
        byHandle.put(card.handle, card);
        if (world.random().nextInt(12) > 0) {
            world.dispenser.load(card, world.random().nextInt(5) > 0);
        } else {
            card.where = Where.WITH_STAFF;
        }
    }

    /** The card that waits for a person. */
    Optional<WaitingCard> waiting(String person) {
        return Optional.ofNullable(byPerson.get(person))
                .filter(card -> card.told.isEmpty())
                .map(NewCard::waiting);
    }

    /** The unit says what became of a card. */
    void heard(String handle, String transaction, String fact, List<String> wrong) {
        NewCard card = byHandle.get(handle);
        if (card == null) {
            throw world.violated("each card is accounted for", handle + " was never made");
        }
        boolean fits =
                switch (fact) {
                    case "TAKEN" -> card.where == Where.WITH_A_CITIZEN;
                    case "RETAINED" -> card.where == Where.BIN;
                    case "NOT_DISPENSED" -> card.where != Where.WITH_A_CITIZEN;
                    default -> true;
                };
        if (!fits) {
            throw world.violated("what is said of cards is true", handle + " is " + fact + ", and it is " + card.where);
        }
        if (!card.told.isEmpty()) {
            throw world.violated("each card is settled once", handle + " was " + card.told + " and is now " + fact);
        }
        if (!fact.equals("NOT_DISPENSED")) {
            card.told = fact;
        }
        byTransaction.put(transaction, fact);
        for (String digest : wrong) {
            boolean there = byPerson.values().stream()
                    .anyMatch(other -> other.where == Where.BIN
                            && sha256(other.number).startsWith(digest)
                            && digest.length() == DIGEST_CHARACTERS);
            if (!there) {
                throw world.violated("what is said of cards is true", "the bin has no card " + digest);
            }
        }
    }

    /** What was said of the card of a transaction; empty if nothing was. */
    String factOf(String transaction) {
        return byTransaction.getOrDefault(transaction, "");
    }

    /** Cards that are there. */
    long count(Where where) {
        return byPerson.values().stream().filter(card -> card.where == where).count();
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
