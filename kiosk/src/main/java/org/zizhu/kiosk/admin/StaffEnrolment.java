package org.zizhu.kiosk.admin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.chipcard.ChipCardReader;
import org.zizhu.drivers.codescanner.CodeScanner;
import org.zizhu.drivers.codescanner.ScannedCode;
import org.zizhu.kiosk.identity.qr.QrKind;
import org.zizhu.kiosk.identity.qr.QrVerdict;
import org.zizhu.kiosk.identity.staff.StaffRefusal;
import org.zizhu.kiosk.identity.staff.StaffTrust;
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
 * Whoever is lent to this division shows, with their card in the reader, the code by which the authority makes it known to the
 * unit. Needs no network; card and PIN are asked for as of anybody.
 */
final class StaffEnrolment {

    /** The scanner looks in slices of this length. */
    private static final Duration CODE_WITHIN = Duration.ofSeconds(30);

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Unit unit;
    private final Desk desk;
    private final StaffTrust trust;
    private final ChipCardReader reader;
    private final String transaction;

    StaffEnrolment(Unit unit, Desk desk, StaffTrust trust, ChipCardReader reader, String transaction) {
        this.unit = unit;
        this.desk = desk;
        this.trust = trust;
        this.reader = reader;
        this.transaction = transaction;
    }

    /** Whether there is a scanner to show a code to. */
    boolean possible() {
        return scanner().isPresent();
    }

    private Optional<CodeScanner> scanner() {
        return unit.cabinet().codeScanner().filter(there -> there.status().usable());
    }

    /** Says that the card is of another division and has a code shown, if they have one; whether the card is enrolled now. */
    boolean offer(String certificate) throws VisitOver {
        String trouble = StaffRefusal.OTHER_DIVISION.code();
        while (wantsTo(trouble)) {
            Optional<ScannedCode> code = scan();
            Optional<String> objection = code.isPresent()
                    ? enrol(certificate, code.get().bytes())
                    : Optional.of(possible() ? StaffRefusal.OTHER_DIVISION.code() : "scanner-fault");
            if (objection.isEmpty()) {
                return true;
            }
            trouble = objection.get();
        }
        return false;
    }

    /** Tells of it, and stays for who has pulled the card meanwhile to read it. */
    private boolean wantsTo(String trouble) throws VisitOver {
        List<Choice> choices = List.of(
                Choice.strong("出示登记码", "Show a code", new Action.Confirm()),
                Choice.plain("返回", "Back", new Action.Back()));
        desk.show(unit.troubles().screen(trouble, choices));
        long until = desk.nanos() + StaffVisit.REFUSAL_STAYS.toNanos();
        while (StaffSignIn.cardIn(reader) || desk.nanos() < until) {
            Optional<Action> action = desk.listen(TICK);
            if (action.isPresent()) {
                return action.get() instanceof Action.Confirm && StaffSignIn.cardIn(reader);
            }
        }
        return false;
    }

    /** Empty when they went back, pulled the card, or the scanner failed. */
    private Optional<ScannedCode> scan() throws VisitOver {
        Optional<CodeScanner> there = scanner();
        if (there.isEmpty()) {
            return Optional.empty();
        }
        CodeScanner scanner = there.get();
        desk.show(new Screen.ShowCode(
                Text.of("工作证登记", "Staff card"),
                Optional.of(Text.of("请出示管理部门发的登记码", "Show the code that you were given")),
                List.of(Choice.plain("返回", "Back", new Action.Back()))));
        while (true) {
            CompletableFuture<Completion<ScannedCode>> scan = scanner.scan(CODE_WITHIN);
            desk.wakeWhenDone(scan);
            try {
                while (!scan.isDone()) {
                    Optional<Action> action = desk.listen(TICK);
                    if (!StaffSignIn.cardIn(reader) || action.equals(Optional.of(new Action.Back()))) {
                        scanner.cancel();
                        return Optional.empty();
                    }
                }
            } catch (VisitOver over) {
                scanner.cancel();
                throw over;
            }
            Completion<ScannedCode> end = scan.join();
            if (end instanceof Completion.Success<ScannedCode> success) {
                return Optional.of(success.value());
            }
            if (((Completion.Failed<ScannedCode>) end).code() != FailureCode.TIME_OUT) {
                return Optional.empty();
            }
        }
    }

    /** Why not, as a code of the troubles; empty when the card is enrolled. */
    private Optional<String> enrol(String certificate, byte[] code) {
        Set<QrKind> wanted = Set.of(QrKind.STAFF_ENROLMENT);
        QrVerdict verdict = unit.codes().look(code, wanted);
        if (verdict instanceof QrVerdict.Accepted looked) {
            if (!looked.claims().subject().equalsIgnoreCase(certificate)) {
                return Optional.of("enrolment-other-card");
            }
            verdict = unit.codes().accept(code, wanted);
        }
        if (verdict instanceof QrVerdict.Refused refused) {
            return Optional.of(refused.why().code());
        }
        String until = trust.enrol(certificate).toString();
        unit.journal()
                .append(transaction, Entry.Step.ENROL, Phase.DONE, Map.of("certificate", certificate, "until", until));
        return Optional.empty();
    }
}
