package org.zizhu.kiosk.step;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.idcard.CardReading;
import org.zizhu.drivers.idcard.IdCard;
import org.zizhu.drivers.idcard.IdCardReader;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Credential;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Screen.CardPhase;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Citizen;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.visit.VisitOver;

/** The identity card or permit: put on the reader, read, and known to the platform. */
final class ShowIdCard implements Showing {

    /** The reader waits in slices of this length; the desk's idle rule decides when nobody comes any more. */
    private static final Duration CARD_WITHIN = Duration.ofSeconds(30);

    /** What came of waiting for a card. */
    private sealed interface Came {
        record Card(CardReading reading) implements Came {}

        record Gone(Outcome where) implements Came {}
    }

    @Override
    public Outcome of(Matter matter, boolean otherWay) throws VisitOver {
        if (matter.citizen().left().idCard() && matter.citizen().identity().isEmpty()) {
            Optional<Outcome> gone = clearReader(matter, otherWay);
            if (gone.isPresent()) {
                return gone.get();
            }
        }
        while (true) {
            Came came = read(matter, otherWay);
            if (!(came instanceof Came.Card card)) {
                return ((Came.Gone) came).where();
            }
            try {
                Optional<Outcome> end = recognise(matter, otherWay, card.reading());
                if (end.isPresent()) {
                    return end.get();
                }
            } finally {
                // One that is not accepted here, or that the platform does not know.
                matter.citizen().letGo(card.reading());
            }
        }
    }

    /** Waits until a card that somebody forgot has been lifted; where to, when the citizen wants something else. */
    private static Optional<Outcome> clearReader(Matter matter, boolean otherWay) throws VisitOver {
        String whose = matter.citizen().left().whose() == Citizen.Left.Whose.AGENTS ? "agents-card" : "strangers-card";
        Optional<Text> hint =
                Optional.of(matter.unit().troubles().words(whose).next().get(0));
        while (matter.unit()
                .cabinet()
                .idCardReader()
                .map(reader -> reader.status().media() == MediaState.PRESENT)
                .orElse(false)) {
            matter.desk().showUnlessShown(screen(matter, CardPhase.LIFT, hint, otherWay));
            Optional<Outcome> away = Wait.away(matter.desk().listen(Wait.TICK));
            if (away.isPresent()) {
                return away;
            }
        }
        return Optional.empty();
    }

    /** A card, or where the citizen goes without one. */
    private static Came read(Matter matter, boolean otherWay) throws VisitOver {
        Optional<Text> hint = Optional.empty();
        while (true) {
            Optional<IdCardReader> reader = matter.unit().cabinet().idCardReader();
            if (reader.isEmpty()) {
                TroubleTalk.Reaction reaction = TroubleTalk.askFor(matter, "reader-fault", otherWay);
                return new Came.Gone(Recognition.after(reaction).orElse(Outcome.BACK));
            }
            Wait<CardReading> wait = readOnce(matter, reader.get(), hint, otherWay);
            if (wait instanceof Wait.Gone<CardReading> gone) {
                return new Came.Gone(gone.where());
            }
            Completion<CardReading> ended = ((Wait.Ended<CardReading>) wait).completion();
            if (ended instanceof Completion.Success<CardReading> success) {
                return new Came.Card(success.value());
            }
            Completion.Failed<CardReading> failed = (Completion.Failed<CardReading>) ended;
            hint = Optional.empty();
            switch (failed.code()) {
                case TIME_OUT -> matter.desk().endIfClosing();
                case USER_ERROR ->
                    hint = Optional.of(matter.unit()
                            .troubles()
                            .words(trouble(failed))
                            .next()
                            .get(0));
                default -> {
                    Optional<Outcome> end = Recognition.after(TroubleTalk.askFor(matter, trouble(failed), otherWay));
                    if (end.isPresent()) {
                        return new Came.Gone(end.get());
                    }
                }
            }
        }
    }

    private static Wait<CardReading> readOnce(Matter matter, IdCardReader reader, Optional<Text> hint, boolean otherWay)
            throws VisitOver {
        CompletableFuture<Completion<CardReading>> reading =
                reader.read(IdCardReader.Contents.TEXT_AND_PHOTO, CARD_WITHIN);
        boolean awaited = false;
        try {
            Wait<CardReading> wait =
                    Wait.on(matter, reading, reader::cancel, () -> screen(matter, phase(reader, hint), hint, otherWay));
            awaited = wait instanceof Wait.Ended;
            return wait;
        } finally {
            if (!awaited) {
                // The card may have been read in the very moment in which they went.
                var unused = reading.thenAccept(ended -> {
                    if (ended instanceof Completion.Success<CardReading> success) {
                        matter.citizen().letGo(success.value());
                    }
                });
            }
        }
    }

    private static CardPhase phase(IdCardReader reader, Optional<Text> hint) {
        if (reader.status().media() == MediaState.PRESENT) {
            return hint.isPresent() ? CardPhase.LIFT : CardPhase.READING;
        }
        return CardPhase.WAITING;
    }

    private static Screen screen(Matter matter, CardPhase phase, Optional<Text> hint, boolean otherWay) {
        return new Screen.PresentCard(matter.item().name(), phase, hint, choices(otherWay));
    }

    /** What can be done instead of putting a card somewhere. */
    static List<Choice> choices(boolean otherWay) {
        List<Choice> choices = new ArrayList<>();
        if (otherWay) {
            choices.add(Choice.plain("其他方式", "Another way", new Action.AnotherWay()));
        }
        choices.add(Choice.plain("返回", "Back", new Action.Back()));
        return choices;
    }

    private static String trouble(Completion.Failed<CardReading> failed) {
        if (failed.code() == FailureCode.USER_ERROR) {
            return failed.reason().equals("lift-card") ? "lift-card" : "card-lifted";
        }
        return switch (failed.code()) {
            case INVALID_DATA ->
                failed.reason().equals("card-not-recognised") ? "card-not-recognised" : "card-unreadable";
            case NOT_AUTHORISED -> "reader-not-authorised";
            default -> "reader-fault";
        };
    }

    private static Optional<String> unfit(Matter matter, IdCard card) {
        if (!matter.item().cards().contains(card.kind())) {
            return Optional.of("card-kind-not-accepted");
        }
        LocalDate today = LocalDate.ofInstant(matter.unit().clock().instant(), Unit.ZONE);
        return card.validity().expiredOn(today) ? Optional.of("card-expired") : Optional.empty();
    }

    /** Empty when the card is to be read again. */
    private static Optional<Outcome> recognise(Matter matter, boolean otherWay, CardReading reading) throws VisitOver {
        IdCard card = reading.card();
        Optional<String> unfit = unfit(matter, card);
        if (unfit.isPresent()) {
            return Recognition.after(TroubleTalk.askFor(matter, unfit.get(), otherWay));
        }
        Credential credential = new Credential(
                card.kind().name(),
                card.number(),
                card.name(),
                card.birth(),
                card.validity().until().orElse(null),
                reading.samId());
        Optional<Outcome> end = Optional.empty();
        // The card has been read: another try asks the platform again, and not the citizen.
        while (end.isEmpty()) {
            end = Recognition.by(
                    matter,
                    otherWay,
                    Text.of("读取证件", "Read the card"),
                    () -> matter.unit().platform().identify(matter.context(), credential),
                    Answer::code,
                    session -> matter.citizen().named(reading, session));
        }
        return end;
    }
}
