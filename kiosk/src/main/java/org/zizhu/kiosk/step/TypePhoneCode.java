package org.zizhu.kiosk.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.identity.Evidence;
import org.zizhu.kiosk.platform.Accepted;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.PhoneCode;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** The code that the platform sends to the phone on record: six digits, typed in here, checked there. */
final class TypePhoneCode implements Showing {

    private static final int DIGITS = 6;

    /** Whoever needs a fourth is not the one who gets them. */
    private static final int CODES_IN_A_VISIT = 3;

    private static final Duration TICK = Duration.ofSeconds(1);

    /** What was sent, and how far its typing in is. */
    private static final class Entry {
        final PhoneCode sent;
        final long sentNanos;
        final boolean mayHaveAnother;
        int triesLeft;
        String digits = "";

        @Nullable
        Text hint;

        Entry(PhoneCode sent, long sentNanos, boolean mayHaveAnother) {
            this.sent = sent;
            this.sentNanos = sentNanos;
            this.mayHaveAnother = mayHaveAnother;
            this.triesLeft = sent.tries();
        }
    }

    /** What became of sending one. */
    private sealed interface Sending {
        record Sent(PhoneCode code) implements Sending {}

        /** The citizen knows why. */
        record Not(Outcome where) implements Sending {}
    }

    /** What typing in came to. */
    private enum Typed {
        RIGHT,
        ANOTHER_CODE,
        OTHER_WAY,
        BACK
    }

    @Override
    public Outcome of(Matter matter, boolean otherWay) throws VisitOver {
        for (int code = 1; code <= CODES_IN_A_VISIT; code++) {
            Sending sending = send(matter, otherWay);
            if (!(sending instanceof Sending.Sent sent)) {
                return ((Sending.Not) sending).where();
            }
            Entry entry = new Entry(sent.code(), matter.desk().nanos(), code < CODES_IN_A_VISIT);
            switch (type(matter, entry, otherWay)) {
                case RIGHT -> {
                    matter.citizen().confirmed(Evidence.PHONE_CODE);
                    return Outcome.SHOWN;
                }
                case OTHER_WAY -> {
                    return Outcome.OTHER_WAY;
                }
                case BACK -> {
                    return Outcome.BACK;
                }
                case ANOTHER_CODE -> {
                    // Sent above.
                }
            }
        }
        matter.citizen().close(Evidence.PHONE_CODE, "code-used-up");
        return Outcome.OTHER_WAY;
    }

    private static Sending send(Matter matter, boolean otherWay) throws VisitOver {
        while (true) {
            Optional<Session> session = session(matter);
            if (session.isEmpty()) {
                return new Sending.Not(Outcome.OTHER_WAY);
            }
            matter.desk()
                    .show(new Screen.Working(
                            Text.of("正在发送验证码", "Sending a code"),
                            List.of(Text.of("政务平台发送短信", "The platform sends a text message")),
                            0));
            Answer<PhoneCode> answer =
                    matter.desk().await(matter.unit().platform().sendCode(matter.context(), session.get()));
            if (answer instanceof Answer.Given<PhoneCode> given) {
                return new Sending.Sent(given.value());
            }
            Optional<Outcome> end = notSent(matter, answer, otherWay);
            if (end.isPresent()) {
                return new Sending.Not(end.get());
            }
        }
    }

    /** Empty when it is to be tried again. */
    private static Optional<Outcome> notSent(Matter matter, Answer<?> answer, boolean otherWay) throws VisitOver {
        boolean expired = answer.code().equals("session-expired");
        boolean noPhone = answer.code().equals("no-phone-on-record");
        if (expired) {
            matter.citizen().sessionExpired();
        }
        if (noPhone) {
            matter.citizen().close(Evidence.PHONE_CODE, answer.code());
        }
        Optional<Outcome> end = Recognition.after(TroubleTalk.askFor(matter, answer, answer.code(), otherWay));
        return expired || noPhone ? Optional.of(end.orElse(Outcome.OTHER_WAY)) : end;
    }

    private static Optional<Session> session(Matter matter) {
        return matter.citizen().identity().map(identity -> identity.session());
    }

    private static Typed type(Matter matter, Entry entry, boolean otherWay) throws VisitOver {
        matter.desk().show(screen(matter, entry, otherWay));
        while (true) {
            Optional<Action> heard = matter.desk().listen(TICK);
            Action action = heard.orElse(null);
            if (action instanceof Action.Back) {
                return Typed.BACK;
            } else if (action instanceof Action.AnotherWay) {
                return Typed.OTHER_WAY;
            } else if (action instanceof Action.SendAgain
                    && againIn(matter, entry).isEmpty()
                    && entry.mayHaveAnother) {
                return Typed.ANOTHER_CODE;
            } else if (action instanceof Action.EraseDigit && !entry.digits.isEmpty()) {
                entry.digits = entry.digits.substring(0, entry.digits.length() - 1);
            } else if (action instanceof Action.TypeDigit typed && entry.triesLeft > 0) {
                entry.digits += typed.digit();
                entry.hint = null;
            }
            if (entry.digits.length() == DIGITS) {
                Optional<Typed> end = check(matter, entry, otherWay);
                if (end.isPresent()) {
                    return end.get();
                }
            }
            matter.desk().showUnlessShown(screen(matter, entry, otherWay));
        }
    }

    /** Empty while it may be typed in again. */
    private static Optional<Typed> check(Matter matter, Entry entry, boolean otherWay) throws VisitOver {
        Optional<Session> session = session(matter);
        if (session.isEmpty()) {
            return Optional.of(Typed.OTHER_WAY);
        }
        // The sixth digit is seen before it is gone.
        matter.desk().update(screen(matter, entry, otherWay));
        Answer<Accepted> answer =
                matter.desk().await(matter.unit().platform().checkCode(matter.context(), session.get(), entry.digits));
        entry.digits = "";
        if (answer instanceof Answer.Given) {
            return Optional.of(Typed.RIGHT);
        }
        switch (answer.code()) {
            case "code-wrong" -> {
                entry.triesLeft--;
                entry.hint = Text.of(
                        "验证码不对，还可以试 " + entry.triesLeft + " 次",
                        "That is not the code. "
                                + (entry.triesLeft == 1 ? "One try is" : entry.triesLeft + " tries are") + " left");
            }
            case "code-used-up", "code-expired" -> {
                entry.triesLeft = 0;
                entry.hint = matter.unit().troubles().words(answer.code()).what();
            }
            case "session-expired" -> {
                matter.citizen().sessionExpired();
                var unused = TroubleTalk.askFor(matter, answer, answer.code(), false);
                return Optional.of(Typed.OTHER_WAY);
            }
            default -> {
                return switch (TroubleTalk.askFor(matter, answer, answer.code(), otherWay)) {
                    case RETRY -> Optional.empty();
                    case OTHER_WAY -> Optional.of(Typed.OTHER_WAY);
                    case LEAVE -> Optional.of(Typed.BACK);
                };
            }
        }
        return Optional.empty();
    }

    private static OptionalInt againIn(Matter matter, Entry entry) {
        Duration passed = Duration.ofNanos(matter.desk().nanos() - entry.sentNanos);
        long left = entry.sent.againAfterSeconds() - passed.toSeconds();
        return left > 0 ? OptionalInt.of((int) left) : OptionalInt.empty();
    }

    private static Screen screen(Matter matter, Entry entry, boolean otherWay) {
        OptionalInt againIn = entry.mayHaveAnother ? againIn(matter, entry) : OptionalInt.empty();
        List<Choice> choices = new ArrayList<>();
        if (againIn.isEmpty() && entry.mayHaveAnother) {
            choices.add(Choice.plain("重新发送", "Send again", new Action.SendAgain()));
        }
        choices.addAll(ShowIdCard.choices(otherWay));
        return new Screen.TypeCode(
                Text.of("验证码已发送到 " + entry.sent.maskedPhone(), "A code was sent to " + entry.sent.maskedPhone()),
                DIGITS,
                entry.digits,
                Optional.ofNullable(entry.hint),
                againIn,
                choices);
    }
}
