package org.zizhu.kiosk.step;

import java.time.Duration;
import java.util.Optional;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.codescanner.CodeScanner;
import org.zizhu.drivers.codescanner.ScannedCode;
import org.zizhu.kiosk.identity.Evidence;
import org.zizhu.kiosk.identity.qr.QrCodes;
import org.zizhu.kiosk.identity.qr.QrSort;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** A code on a phone: an application's, resolved by the platform, or one of Zizhu's own, verified here first. */
final class ShowCode implements Showing {

    /** The scanner looks in slices of this length; the desk's idle rule decides when nobody comes any more. */
    private static final Duration CODE_WITHIN = Duration.ofSeconds(30);

    /** What is done with a code that somebody holds before the scanner. */
    @FunctionalInterface
    interface Reading {

        /** Empty when there is to be another look. */
        Optional<Outcome> of(byte[] code) throws VisitOver;
    }

    @Override
    public Outcome of(Matter matter, boolean otherWay) throws VisitOver {
        return held(matter, otherWay, Optional.empty(), code -> recognise(matter, otherWay, code));
    }

    /**
     * Has a code held before the scanner, until one settles it.
     *
     * @param hint what kind of code, where that is not clear
     */
    static Outcome held(Matter matter, boolean otherWay, Optional<Text> hint, Reading reading) throws VisitOver {
        Screen screen = new Screen.ShowCode(matter.item().name(), hint, ShowIdCard.choices(otherWay));
        while (true) {
            Optional<CodeScanner> scanner = matter.unit().cabinet().codeScanner();
            Optional<Outcome> end = scanner.isPresent()
                    ? scan(matter, scanner.get(), otherWay, screen, reading)
                    : Recognition.after(TroubleTalk.askFor(matter, "scanner-fault", otherWay));
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    /** One look for a code; empty when there is to be another. */
    private static Optional<Outcome> scan(
            Matter matter, CodeScanner scanner, boolean otherWay, Screen screen, Reading reading) throws VisitOver {
        Wait<ScannedCode> wait = Wait.on(matter, scanner.scan(CODE_WITHIN), scanner::cancel, () -> screen);
        if (wait instanceof Wait.Gone<ScannedCode> gone) {
            return Optional.of(gone.where());
        }
        Completion<ScannedCode> ended = ((Wait.Ended<ScannedCode>) wait).completion();
        if (ended instanceof Completion.Success<ScannedCode> success) {
            return reading.of(success.value().bytes());
        }
        if (((Completion.Failed<ScannedCode>) ended).code() == FailureCode.TIME_OUT) {
            return Optional.empty();
        }
        return Recognition.after(TroubleTalk.askFor(matter, "scanner-fault", otherWay));
    }

    /** A code serves once: another try needs another code. */
    static Optional<Outcome> recognise(Matter matter, boolean otherWay, byte[] code) throws VisitOver {
        Evidence evidence = matter.unit().codes().sort(code) instanceof QrSort.Signed
                ? Evidence.ZIZHU_CODE
                : Evidence.QR_CREDENTIAL;
        return Recognition.by(
                matter,
                otherWay,
                Text.of("读取二维码", "Read the code"),
                () -> matter.unit().codes().identify(code, matter.context()),
                QrCodes::trouble,
                session -> matter.citizen().named(evidence, session, session.maskedName()));
    }
}
