package org.zizhu.kiosk.step;

import java.time.Duration;
import java.time.LocalDate;
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
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Screen.CardPhase;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.visit.VisitOver;

/** Reads the citizen's card and has the platform recognise them; at once done if they have identified in this visit. */
public final class Identify implements Step {

    /** The reader waits in slices of this length; the desk's idle rule decides when nobody comes any more. */
    private static final Duration CARD_WITHIN = Duration.ofSeconds(30);

    private static final Duration TICK = Duration.ofSeconds(1);

    @Override
    public Next perform(Matter matter) throws VisitOver {
        if (matter.citizen().strangersCard() && matter.citizen().identity().isEmpty() && !clearReader(matter)) {
            return Next.LEAVE;
        }
        while (matter.citizen().identity().isEmpty()) {
            Optional<CardReading> reading = read(matter);
            if (reading.isEmpty()) {
                return Next.LEAVE;
            }
            Optional<String> unfit = unfit(matter, reading.get().card());
            if (unfit.isPresent()) {
                if (!TroubleTalk.wantsRetry(matter, unfit.get())) {
                    return Next.LEAVE;
                }
                continue;
            }
            if (!recognise(matter, reading.get())) {
                return Next.LEAVE;
            }
        }
        return Next.GO_ON;
    }

    /** Waits until a card that somebody forgot has been lifted; false when the citizen went back. */
    private static boolean clearReader(Matter matter) throws VisitOver {
        Optional<Text> hint = Optional.of(
                matter.unit().troubles().words("strangers-card").next().get(0));
        while (matter.unit()
                .cabinet()
                .idCardReader()
                .map(reader -> reader.status().media() == MediaState.PRESENT)
                .orElse(false)) {
            matter.desk().showUnlessShown(screen(matter, CardPhase.LIFT, hint));
            Optional<Action> action = matter.desk().listen(TICK);
            if (action.isPresent() && action.get() instanceof Action.Back) {
                return false;
            }
        }
        return true;
    }

    private static Optional<CardReading> read(Matter matter) throws VisitOver {
        Desk desk = matter.desk();
        Optional<Text> hint = Optional.empty();
        while (true) {
            Optional<IdCardReader> reader = matter.unit().cabinet().idCardReader();
            if (reader.isEmpty()) {
                TroubleTalk.wantsRetry(matter, "reader-fault");
                return Optional.empty();
            }
            Optional<Completion<CardReading>> ended = readOnce(matter, reader.get(), hint);
            if (ended.isEmpty()) {
                return Optional.empty();
            }
            if (ended.get() instanceof Completion.Success<CardReading> success) {
                return Optional.of(success.value());
            }
            Completion.Failed<CardReading> failed = (Completion.Failed<CardReading>) ended.get();
            hint = Optional.empty();
            switch (failed.code()) {
                case TIME_OUT -> desk.endIfClosing();
                case USER_ERROR ->
                    hint = Optional.of(matter.unit()
                            .troubles()
                            .words(trouble(failed))
                            .next()
                            .get(0));
                default -> {
                    if (!TroubleTalk.wantsRetry(matter, trouble(failed))) {
                        return Optional.empty();
                    }
                }
            }
        }
    }

    /** One wait for a card; empty when the citizen went back. */
    private static Optional<Completion<CardReading>> readOnce(Matter matter, IdCardReader reader, Optional<Text> hint)
            throws VisitOver {
        Desk desk = matter.desk();
        CompletableFuture<Completion<CardReading>> reading =
                reader.read(IdCardReader.Contents.TEXT_AND_PHOTO, CARD_WITHIN);
        desk.wakeWhenDone(reading);
        CardPhase phase = phase(reader, hint);
        desk.showUnlessShown(screen(matter, phase, hint));
        try {
            while (!reading.isDone()) {
                Optional<Action> action = desk.listen(TICK);
                if (action.isPresent() && action.get() instanceof Action.Back) {
                    reader.cancel();
                    return Optional.empty();
                }
                CardPhase now = phase(reader, hint);
                if (now != phase) {
                    phase = now;
                    desk.update(screen(matter, phase, hint));
                }
            }
        } catch (VisitOver over) {
            reader.cancel();
            throw over;
        }
        return Optional.of(reading.join());
    }

    private static CardPhase phase(IdCardReader reader, Optional<Text> hint) {
        if (reader.status().media() == MediaState.PRESENT) {
            return hint.isPresent() ? CardPhase.LIFT : CardPhase.READING;
        }
        return CardPhase.WAITING;
    }

    private static Screen screen(Matter matter, CardPhase phase, Optional<Text> hint) {
        return new Screen.PresentCard(
                matter.item().name(), phase, hint, List.of(Choice.plain("返回", "Back", new Action.Back())));
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

    private static boolean recognise(Matter matter, CardReading reading) throws VisitOver {
        IdCard card = reading.card();
        Credential credential = new Credential(
                card.kind().name(),
                card.number(),
                card.name(),
                card.birth(),
                card.validity().until().orElse(null),
                reading.samId());
        while (true) {
            matter.desk()
                    .show(new Screen.Working(
                            Text.of("正在核对您的信息", "Checking your details"),
                            List.of(
                                    Text.of("读取证件", "Read the card"),
                                    Text.of("政务平台核对身份", "Check with the government platform")),
                            1));
            Answer<Session> answer =
                    matter.desk().await(matter.unit().platform().identify(matter.context(), credential));
            if (answer instanceof Answer.Given<Session> given) {
                matter.citizen().identified(reading, given.value());
                matter.desk().greet(given.value().maskedName());
                return true;
            }
            if (!TroubleTalk.wantsRetry(matter, answer)) {
                return false;
            }
        }
    }
}
