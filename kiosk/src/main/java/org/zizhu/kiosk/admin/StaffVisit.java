package org.zizhu.kiosk.admin;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.chipcard.ChipCardReader;
import org.zizhu.drivers.chipcard.staff.Pin;
import org.zizhu.drivers.chipcard.staff.StaffCard;
import org.zizhu.drivers.chipcard.staff.StaffProof;
import org.zizhu.drivers.chipcard.staff.StaffProofTalk;
import org.zizhu.kiosk.identity.staff.StaffChallenge;
import org.zizhu.kiosk.identity.staff.StaffMember;
import org.zizhu.kiosk.identity.staff.StaffRefusal;
import org.zizhu.kiosk.identity.staff.StaffTrust;
import org.zizhu.kiosk.identity.staff.Standing;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.ServiceState;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * One staff card from being put in to being pulled: is it good, does its holder know the PIN, has it the key; then the staff's
 * desk. What came of it stands in the journal with the certificate's serial number, and no name.
 */
final class StaffVisit {

    /** A card compares a PIN and signs in half a second; a slow reader with a tired contact in some. */
    private static final Duration PROVE_WITHIN = Duration.ofSeconds(10);

    /** Fewer than this are worth a word before anybody types: somebody has mistyped already. */
    private static final int FEW_TRIES = 3;

    private static final Duration TICK = Duration.ofSeconds(1);

    /** How long a refusal stays after the card was taken: to be read. */
    static final Duration REFUSAL_STAYS = Duration.ofSeconds(15);

    private static final String CERTIFICATE = "certificate";
    private static final String REASON = "reason";

    private final Unit unit;
    private final Desk desk;
    private final StaffTrust trust;
    private final RandomGenerator random;
    private final ServiceState service;
    private final ChipCardReader reader;
    private final String transaction;

    StaffVisit(
            Unit unit,
            Desk desk,
            StaffTrust trust,
            RandomGenerator random,
            ServiceState service,
            ChipCardReader reader) {
        this.unit = unit;
        this.desk = desk;
        this.trust = trust;
        this.random = random;
        this.service = service;
        this.reader = reader;
        this.transaction = unit.identities().get();
    }

    /** Receives whose card it is. */
    void receive(StaffCard card) throws VisitOver {
        unit.journal().begin(transaction, "staff");
        // Nothing of it has to be settled after a power cut: what happened is in its entries.
        unit.journal().settle(transaction, "staff");
        Standing standing = trust.examine(card.certificate());
        StaffEnrolment enrolment = new StaffEnrolment(unit, desk, trust, reader, transaction);
        if (standing instanceof Standing.Refused refused
                && refused.why() == StaffRefusal.OTHER_DIVISION
                && enrolment.possible()) {
            noteRefusal(refused.why(), refused.certificate());
            if (!enrolment.offer(refused.certificate())) {
                return;
            }
            standing = trust.examine(card.certificate());
        }
        if (standing instanceof Standing.Refused refused) {
            refuse(refused.why(), refused.certificate());
            return;
        }
        StaffMember member = ((Standing.Known) standing).member();
        if (card.triesLeft().equals(OptionalInt.of(0))) {
            refuse(StaffRefusal.LOCKED, member.certificate());
        } else if (signIn(member, card.triesLeft())) {
            note(
                    Entry.Step.SIGN_IN,
                    Phase.DONE,
                    member.certificate(),
                    Map.of("roles", member.inOrder().toString()));
            serve(member);
        }
    }

    private void serve(StaffMember member) throws VisitOver {
        String why = "card-pulled";
        try {
            if (new StaffDesk(unit, desk, member, service, reader, transaction).serve()) {
                why = "signed-out";
            }
        } catch (VisitOver over) {
            why = over.why() == VisitOver.Why.WALKED_AWAY ? "walked-away" : "shut-down";
            throw over;
        } finally {
            note(Entry.Step.SIGN_OUT, Phase.DONE, member.certificate(), Map.of("why", why));
        }
    }

    /** Whether the card's holder and the card have proven to be who they say. */
    private boolean signIn(StaffMember member, OptionalInt triesLeft) throws VisitOver {
        Optional<Text> hint = triesLeft.isPresent() && triesLeft.getAsInt() < FEW_TRIES
                ? Optional.of(triesLeft(triesLeft.getAsInt()))
                : Optional.empty();
        while (true) {
            try (Pin pin = new Pin()) {
                if (!typed(pin, hint)) {
                    return false;
                }
                desk.update(screen(pin, true, Optional.empty()));
                StaffChallenge challenge = new StaffChallenge(unit.terminal(), random);
                Completion<StaffProof> end =
                        desk.await(reader.converse(new StaffProofTalk(pin, challenge.hash()), PROVE_WITHIN));
                if (end instanceof Completion.Failed<StaffProof> failed) {
                    refuse(
                            failed.reason().equals("card-removed") ? StaffRefusal.PULLED : StaffRefusal.UNREADABLE,
                            member.certificate());
                    return false;
                }
                StaffProof proof = ((Completion.Success<StaffProof>) end).value();
                if (proof instanceof StaffProof.WrongPin wrong) {
                    note(
                            Entry.Step.SIGN_IN,
                            Phase.FAILED,
                            member.certificate(),
                            Map.of(REASON, "wrong-pin", "left", String.valueOf(wrong.triesLeft())));
                    hint = Optional.of(wrongPin(wrong.triesLeft()));
                } else if (proof instanceof StaffProof.Signed signed) {
                    if (challenge.signedBy(member, signed.signature())) {
                        return true;
                    }
                    refuse(StaffRefusal.UNPROVEN, member.certificate());
                    return false;
                } else {
                    refuse(StaffRefusal.LOCKED, member.certificate());
                    return false;
                }
            }
        }
    }

    /** Lets a PIN be typed; false when the card was pulled, or its holder went back. */
    private boolean typed(Pin pin, Optional<Text> before) throws VisitOver {
        Optional<Text> hint = before;
        desk.show(screen(pin, false, hint));
        while (StaffEntrance.cardIn(reader)) {
            Optional<Action> action = desk.listen(TICK);
            if (action.isEmpty()) {
                continue;
            }
            if (action.get() instanceof Action.Back) {
                return false;
            } else if (action.get() instanceof Action.TypeDigit digit) {
                pin.add(digit.digit());
                hint = Optional.empty();
            } else if (action.get() instanceof Action.EraseDigit) {
                pin.erase();
            } else if (action.get() instanceof Action.Confirm) {
                if (pin.longEnough()) {
                    return true;
                }
                hint = Optional.of(Text.of(
                        "密码是 " + Pin.FEWEST_DIGITS + " 到 " + Pin.MOST_DIGITS + " 位数字",
                        "A PIN has " + Pin.FEWEST_DIGITS + " to " + Pin.MOST_DIGITS + " digits"));
            }
            desk.update(screen(pin, false, hint));
        }
        return false;
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

    private void refuse(StaffRefusal why, String certificate) throws VisitOver {
        noteRefusal(why, certificate);
        desk.show(unit.troubles().screen(why.code(), List.of(Choice.strong("知道了", "OK", new Action.Back()))));
        long until = desk.nanos() + REFUSAL_STAYS.toNanos();
        while (StaffEntrance.cardIn(reader) || desk.nanos() < until) {
            if (desk.listen(TICK).isPresent()) {
                return;
            }
        }
    }

    private void noteRefusal(StaffRefusal why, String certificate) {
        note(Entry.Step.SIGN_IN, Phase.FAILED, certificate, Map.of(REASON, why.code()));
    }

    private void note(Entry.Step step, Phase phase, String certificate, Map<String, String> facts) {
        Map<String, String> all = new HashMap<>(facts);
        all.put(CERTIFICATE, certificate);
        unit.journal().append(transaction, step, phase, all);
    }
}
