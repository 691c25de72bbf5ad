package org.zizhu.kiosk.admin;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.chipcard.ChipCardReader;
import org.zizhu.drivers.chipcard.staff.Pin;
import org.zizhu.drivers.chipcard.staff.StaffCard;
import org.zizhu.drivers.chipcard.staff.StaffProof;
import org.zizhu.drivers.chipcard.staff.StaffProofTalk;
import org.zizhu.kiosk.identity.staff.StaffChallenge;
import org.zizhu.kiosk.identity.staff.StaffMember;
import org.zizhu.kiosk.identity.staff.StaffRefusal;
import org.zizhu.kiosk.identity.staff.StaffRole;
import org.zizhu.kiosk.identity.staff.StaffTrust;
import org.zizhu.kiosk.identity.staff.Standing;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * Finds out of one staff card whether it is good, its holder knows the PIN, and it has the key. What speaks against it stands in the
 * journal with the certificate's serial number, and no name.
 */
public final class StaffSignIn {

    /** What came of it. */
    public sealed interface Ended {
        /** Card and holder are who they say, and have the role. */
        record In(StaffMember member) implements Ended {}

        /** Nobody has been told yet. */
        record Refused(StaffRefusal why) implements Ended {}

        /** The card was pulled before it was given a PIN. */
        record Pulled() implements Ended {}

        /** They went back, or nobody typed any more. */
        record GivenUp() implements Ended {}
    }

    /** What typing a PIN came to. */
    private enum Typed {
        WHOLE,
        PULLED,
        GIVEN_UP
    }

    /** A card compares a PIN and signs in half a second; a slow reader with a tired contact in some. */
    private static final Duration PROVE_WITHIN = Duration.ofSeconds(10);

    /** Less than the desk's idle time: a citizen whom staff came to help must not lose their visit over it. */
    private static final Duration TOUCHED_WITHIN = Duration.ofSeconds(45);

    /** Fewer than this are worth a word before anybody types: somebody has mistyped already. */
    private static final int FEW_TRIES = 3;

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Unit unit;
    private final Desk desk;
    private final ChipCardReader reader;
    private final String transaction;

    /** @param transaction under which the journal has it */
    public StaffSignIn(Unit unit, Desk desk, ChipCardReader reader, String transaction) {
        this.unit = unit;
        this.desk = desk;
        this.reader = reader;
        this.transaction = transaction;
    }

    /** Whether a card is in the reader. */
    public static boolean cardIn(ChipCardReader reader) {
        return reader.status().media() == MediaState.PRESENT;
    }

    /**
     * Has the holder of the card that is in prove themselves.
     *
     * @param roles one of which they must have
     */
    public Ended of(StaffCard card, StaffTrust trust, Set<StaffRole> roles) throws VisitOver {
        Standing standing = trust.examine(card.certificate());
        if (standing instanceof Standing.Refused refused) {
            return refused(refused.why(), refused.certificate());
        }
        StaffMember member = ((Standing.Known) standing).member();
        if (member.roles().stream().noneMatch(roles::contains)) {
            return refused(StaffRefusal.OTHER_ROLE, member.certificate());
        }
        return card.triesLeft().equals(OptionalInt.of(0))
                ? refused(StaffRefusal.LOCKED, member.certificate())
                : prove(member, card.triesLeft());
    }

    private Ended prove(StaffMember member, OptionalInt triesLeft) throws VisitOver {
        Optional<Text> hint = triesLeft.isPresent() && triesLeft.getAsInt() < FEW_TRIES
                ? Optional.of(triesLeft(triesLeft.getAsInt()))
                : Optional.empty();
        while (true) {
            try (Pin pin = new Pin()) {
                Typed typed = type(pin, hint);
                if (typed != Typed.WHOLE) {
                    return typed == Typed.PULLED ? new Ended.Pulled() : new Ended.GivenUp();
                }
                desk.update(screen(pin, true, Optional.empty()));
                StaffChallenge challenge =
                        new StaffChallenge(unit.terminal(), unit.staff().random());
                Completion<StaffProof> end =
                        desk.await(reader.converse(new StaffProofTalk(pin, challenge.hash()), PROVE_WITHIN));
                if (end instanceof Completion.Failed<StaffProof> failed) {
                    return refused(
                            failed.reason().equals("card-removed") ? StaffRefusal.PULLED : StaffRefusal.UNREADABLE,
                            member.certificate());
                }
                StaffProof proof = ((Completion.Success<StaffProof>) end).value();
                if (proof instanceof StaffProof.WrongPin wrong) {
                    note(
                            member.certificate(),
                            Map.of("reason", "wrong-pin", "left", String.valueOf(wrong.triesLeft())));
                    hint = Optional.of(wrongPin(wrong.triesLeft()));
                } else if (proof instanceof StaffProof.Signed signed) {
                    return challenge.signedBy(member, signed.signature())
                            ? new Ended.In(member)
                            : refused(StaffRefusal.UNPROVEN, member.certificate());
                } else {
                    return refused(StaffRefusal.LOCKED, member.certificate());
                }
            }
        }
    }

    private Typed type(Pin pin, Optional<Text> before) throws VisitOver {
        Optional<Text> hint = before;
        desk.show(screen(pin, false, hint));
        long touched = desk.nanos();
        while (cardIn(reader)) {
            Optional<Action> action = desk.listen(TICK);
            if (action.isEmpty()) {
                if (desk.nanos() - touched >= TOUCHED_WITHIN.toNanos()) {
                    return Typed.GIVEN_UP;
                }
                continue;
            }
            touched = desk.nanos();
            if (action.get() instanceof Action.Back) {
                return Typed.GIVEN_UP;
            } else if (action.get() instanceof Action.TypeDigit digit) {
                pin.add(digit.digit());
                hint = Optional.empty();
            } else if (action.get() instanceof Action.EraseDigit) {
                pin.erase();
            } else if (action.get() instanceof Action.Confirm) {
                if (pin.longEnough()) {
                    return Typed.WHOLE;
                }
                hint = Optional.of(Text.of(
                        "密码是 " + Pin.FEWEST_DIGITS + " 到 " + Pin.MOST_DIGITS + " 位数字",
                        "A PIN has " + Pin.FEWEST_DIGITS + " to " + Pin.MOST_DIGITS + " digits"));
            }
            desk.update(screen(pin, false, hint));
        }
        return Typed.PULLED;
    }

    private static Screen screen(Pin pin, boolean checking, Optional<Text> hint) {
        return new Screen.StaffPin(
                pin.length(),
                checking,
                hint,
                List.of(
                        Choice.plain("返回", "Back", new Action.Back()),
                        Choice.strong("登录", "Sign in", new Action.Confirm())));
    }

    private static Text wrongPin(int left) {
        return Text.of(
                "密码不对。" + triesLeft(left).chinese(),
                "Wrong PIN. " + triesLeft(left).english());
    }

    private static Text triesLeft(int left) {
        return left == 1
                ? Text.of("只剩 1 次机会，再错卡将锁定", "One try is left; another wrong one locks the card")
                : Text.of("还可以试 " + left + " 次", left + " tries are left");
    }

    private Ended refused(StaffRefusal why, String certificate) {
        note(certificate, Map.of("reason", why.code()));
        return new Ended.Refused(why);
    }

    private void note(String certificate, Map<String, String> facts) {
        Map<String, String> all = new HashMap<>(facts);
        all.put("certificate", certificate);
        unit.journal().append(transaction, Entry.Step.SIGN_IN, Phase.FAILED, all);
    }
}
