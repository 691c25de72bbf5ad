package org.zizhu.kiosk.step;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.chipcard.ChipCardReader;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityTalk;
import org.zizhu.kiosk.identity.Evidence;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.SocialCredential;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Screen.CardPhase;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Citizen;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * The social security card: put into the chip reader, read as far as it can be read freely, and checked by the platform. Its
 * PIN is never asked for.
 */
final class ShowSocialCard implements Showing {

    /** Seventeen commands; a slow card needs three seconds. */
    private static final Duration READ_WITHIN = Duration.ofSeconds(10);

    @Override
    public Outcome of(Matter matter, boolean otherWay) throws VisitOver {
        boolean strangers = matter.citizen().left().chipCard()
                && matter.citizen().identity().isEmpty();
        boolean agents = matter.citizen().left().whose() == Citizen.Left.Whose.AGENTS;
        Optional<String> hint =
                strangers ? Optional.of(agents ? "agents-chip-card" : "strangers-chip-card") : Optional.empty();
        while (true) {
            Optional<ChipCardReader> reader = matter.unit().cabinet().chipCardReader();
            if (reader.isEmpty() || !reader.get().status().usable()) {
                Optional<Outcome> end = Recognition.after(TroubleTalk.askFor(matter, "card-reader-fault", otherWay));
                if (end.isPresent()) {
                    return end.get();
                }
                continue;
            }
            Optional<Outcome> gone = awaitCard(matter, reader.get(), hint, otherWay);
            if (gone.isPresent()) {
                return gone.get();
            }
            hint = Optional.empty();
            if (reader.get().status().media() != MediaState.PRESENT) {
                // The reader has gone; its trouble is told above.
                continue;
            }
            Completion<SocialSecurityCard> ended = read(matter, reader.get());
            if (ended instanceof Completion.Success<SocialSecurityCard> success) {
                Optional<Outcome> end = recognise(matter, otherWay, success.value());
                if (end.isPresent()) {
                    return end.get();
                }
                continue;
            }
            hint = trouble((Completion.Failed<SocialSecurityCard>) ended);
            if (hint.isEmpty()) {
                // Its status will say in a moment that the card is gone.
                var unused = matter.desk().listen(Wait.TICK);
            }
        }
    }

    /** Waits for a card; first for the one that is in it to be taken out, when there is a hint. Where to, when the citizen goes. */
    private static Optional<Outcome> awaitCard(
            Matter matter, ChipCardReader reader, Optional<String> trouble, boolean otherWay) throws VisitOver {
        Optional<Text> hint =
                trouble.map(code -> matter.unit().troubles().words(code).next().get(0));
        boolean lift = trouble.isPresent();
        while (reader.status().usable()) {
            boolean present = reader.status().media() == MediaState.PRESENT;
            if (present && !lift) {
                return Optional.empty();
            }
            lift &= present;
            matter.desk().showUnlessShown(screen(matter, lift ? CardPhase.LIFT : CardPhase.WAITING, hint, otherWay));
            Optional<Outcome> away = Wait.away(matter.desk().listen(Wait.TICK));
            if (away.isPresent()) {
                return away;
            }
        }
        return Optional.empty();
    }

    private static Completion<SocialSecurityCard> read(Matter matter, ChipCardReader reader) {
        matter.desk().update(screen(matter, CardPhase.READING, Optional.empty(), false));
        CompletableFuture<Completion<SocialSecurityCard>> reading =
                reader.converse(new SocialSecurityTalk(), READ_WITHIN);
        return matter.desk().await(reading);
    }

    private static Screen screen(Matter matter, CardPhase phase, Optional<Text> hint, boolean otherWay) {
        return new Screen.InsertCard(
                matter.item().name(), Screen.ChipCard.SOCIAL_SECURITY_CARD, phase, hint, ShowIdCard.choices(otherWay));
    }

    /** What to tell; nothing when the card had only just been taken out again. */
    private static Optional<String> trouble(Completion.Failed<SocialSecurityCard> failed) {
        return switch (failed.code()) {
            case USER_ERROR -> Optional.of("chip-card-pulled");
            case INVALID_DATA ->
                Optional.of(
                        switch (failed.reason()) {
                            case "not-a-social-security-card" -> "not-a-social-card";
                            case "card-mute" -> "chip-card-mute";
                            default -> "chip-card-unreadable";
                        });
            case SEQUENCE_ERROR -> Optional.empty();
            default -> Optional.of("chip-card-unreadable");
        };
    }

    /** Empty when a card is to be read again. */
    private static Optional<Outcome> recognise(Matter matter, boolean otherWay, SocialSecurityCard card)
            throws VisitOver {
        SocialCredential credential = new SocialCredential(
                card.number(),
                card.name(),
                card.cardNumber().orElse(null),
                card.validUntil().orElse(null));
        return Recognition.by(
                matter,
                otherWay,
                Text.of("读取社保卡", "Read the card"),
                () -> matter.unit().platform().identifyBySocialCard(matter.context(), credential),
                Answer::code,
                session -> matter.citizen().named(Evidence.SOCIAL_SECURITY_CARD, session, card.name()));
    }
}
