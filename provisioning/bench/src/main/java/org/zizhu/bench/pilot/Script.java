package org.zizhu.bench.pilot;

import java.util.List;
import java.util.stream.Stream;

/**
 * One errand from the first touch to the last: what a citizen who wants the item, and prints what can be printed, does on
 * each screen. Knows no pixels; one object for one visit, used by one thread.
 */
final class Script {

    private final Errand errand;
    private boolean cardLoaded;
    private boolean begun;
    private boolean cardDown;
    private boolean cardIn;
    private boolean phoneHeld;
    private boolean codeTyped;
    private boolean served;
    private boolean printed;
    private boolean paid;
    private String looking = "";
    private boolean inEnglish;
    private boolean inLargeType;
    private boolean cardTaken;
    private boolean sheetsTaken;
    private boolean receiptTaken;
    private long licenceTakenAt;

    Script(Errand errand) {
        this.errand = errand;
    }

    /** What to do at this sight; asked again and again until the screen changes. */
    Deed next(Sight sight) {
        if (sight.offers("more-time")) {
            return touch("more-time");
        }
        return switch (sight.screen()) {
            case "attract" -> attract();
            case "home" -> home(sight);
            case "guide" ->
                sight.offers("choice-confirm")
                        ? touch("choice-confirm")
                        : new Deed.GiveUp("the item is closed: its guide offers no way on");
            case "choose-way" -> chooseWay(sight);
            case "present-card" -> presentCard(sight);
            case "show-code" -> holdPhone();
            case "insert-card" -> insertCard();
            case "type-code" -> typeCode();
            case "type-number" -> typeHousehold();
            case "consent" -> touch("choice-agree");
            case "face-check" -> lookIntoTheCamera(sight);
            case "confirmation" -> touchFirst(sight, "choice-confirm", "choice-print");
            case "records" -> records(sight);
            case "cases" -> cases(sight);
            case "case-progress" -> finishWith(sight, "choice-confirm", "choice-end-visit", "choice-back");
            case "choose-dues" -> touch("choice-confirm");
            case "choose-means" -> touchFirst(sight, "means-WECHAT_PAY", "means-NON_TAX");
            case "pay-by-code" -> pay();
            case "paid" -> paid(sight);
            case "open-box" -> new Deed.ShutDoors();
            case "take-paper" -> takePaper(sight);
            case "review" -> review(sight);
            case "trouble" -> new Deed.GiveUp("the kiosk could not do it");
            case "farewell" -> liftCard();
            case "help-by-person" -> touch("choice-back");
            default -> new Deed.Watch();
        };
    }

    private Deed attract() {
        if (begun) {
            return cardDown || cardIn || phoneHeld || !looking.isEmpty() ? liftCard() : new Deed.Leave();
        }
        if (errand.item().equals("card") && !cardLoaded) {
            // Staff have put it there.
            cardLoaded = true;
            return new Deed.Handle("card-dispenser", "load-of", errand.citizen());
        }
        begun = true;
        return touch("choice-begin");
    }

    private Deed home(Sight sight) {
        String tile = "item-" + errand.catalogueItem();
        if (served) {
            // Who never said who they are has nothing to end.
            return sight.offers("end-visit") ? touch("end-visit") : new Deed.Leave();
        }
        if (errand.english() && !inEnglish) {
            inEnglish = true;
            return touch("language-en");
        }
        if (errand.largeType() && !inLargeType) {
            inLargeType = true;
            return touch("large-type");
        }
        if (!sight.offers(tile)) {
            return new Deed.GiveUp("the home screen does not offer " + errand.item());
        }
        return touch(tile);
    }

    /** Another way may be open before the one they want is. */
    private Deed chooseWay(Sight sight) {
        return errand.by().ways().stream()
                .filter(sight::offers)
                .findFirst()
                .<Deed>map(Deed.Touch::new)
                .orElseGet(Deed.Watch::new);
    }

    private Deed presentCard(Sight sight) {
        if (!errand.by().withIdCard()) {
            return sight.offers("choice-another-way") ? touch("choice-another-way") : new Deed.Watch();
        }
        if (cardDown) {
            return new Deed.Watch();
        }
        cardDown = true;
        return new Deed.Handle("reader", "put", errand.citizen());
    }

    private Deed insertCard() {
        if (cardIn) {
            return new Deed.Watch();
        }
        cardIn = true;
        return new Deed.Handle("chip-card", "insert", errand.citizen());
    }

    private Deed holdPhone() {
        if (phoneHeld) {
            return new Deed.Watch();
        }
        phoneHeld = true;
        return new Deed.HoldPhone(errand.citizen(), "IDENTITY");
    }

    private Deed typeCode() {
        if (codeTyped) {
            return new Deed.Watch();
        }
        codeTyped = true;
        return new Deed.TypeFromPhone();
    }

    private Deed typeHousehold() {
        if (codeTyped) {
            return touch("choice-confirm");
        }
        codeTyped = true;
        return new Deed.TypeHousehold(errand.citizen());
    }

    /** Steps before the camera, and turns the head as the screen says. */
    private Deed lookIntoTheCamera(Sight sight) {
        if (looking.isEmpty()) {
            looking = "straight";
            return new Deed.Handle("visitor", "themselves", errand.citizen());
        }
        for (String pose : List.of("left", "right", "straight")) {
            if (sight.offers("pose-" + pose) && !pose.equals(looking)) {
                looking = pose;
                return new Deed.Handle("visitor", "look-" + pose, "");
            }
        }
        return new Deed.Watch();
    }

    /** Scans what the screen shows, and pays. */
    private Deed pay() {
        if (paid) {
            return new Deed.Watch();
        }
        paid = true;
        return new Deed.Handle("wallet", "pay", "");
    }

    private Deed paid(Sight sight) {
        if (!printed && sight.offers("choice-print")) {
            printed = true;
            return touch("choice-print");
        }
        return finishWith(sight, "choice-confirm");
    }

    /** Takes what is theirs. */
    private Deed liftCard() {
        if (!looking.isEmpty()) {
            looking = "";
            return new Deed.Handle("visitor", "leave", "");
        }
        if (cardDown) {
            cardDown = false;
            return new Deed.Handle("reader", "lift", "");
        }
        if (cardIn) {
            cardIn = false;
            return new Deed.Handle("chip-card", "remove", "");
        }
        if (phoneHeld) {
            phoneHeld = false;
            return new Deed.Handle("scanner", "take-away", "");
        }
        return new Deed.Watch();
    }

    private Deed records(Sight sight) {
        if (!printed && sight.offers("choice-print")) {
            printed = true;
            return touch("choice-print");
        }
        return finishWith(sight, "choice-confirm", "choice-end-visit", "choice-back");
    }

    private Deed cases(Sight sight) {
        if (!served && sight.offers("case-0")) {
            served = true;
            return touch("case-0");
        }
        return finishWith(sight, "choice-confirm", "choice-end-visit", "choice-back");
    }

    /** Reaches into each outlet once, as one who does not see which one has something. */
    private Deed takePaper(Sight sight) {
        served = true;
        if (errand.item().equals("licence")) {
            return takeLicence(sight);
        }
        if (errand.item().equals("card") && !cardTaken) {
            cardTaken = true;
            return new Deed.Handle("card-dispenser", "take", "");
        }
        if (!sheetsTaken) {
            sheetsTaken = true;
            return new Deed.Handle("document-printer", "take", "");
        }
        if (!receiptTaken) {
            receiptTaken = true;
            return new Deed.Handle("receipt-printer", "take", "");
        }
        return sight.offers("choice-paper-taken") ? touch("choice-paper-taken") : new Deed.Watch();
    }

    /** The licence at the first screen of that kind, and the receipt at the second. */
    private Deed takeLicence(Sight sight) {
        if (licenceTakenAt == sight.identity()) {
            return new Deed.Watch();
        }
        boolean first = licenceTakenAt == 0;
        licenceTakenAt = sight.identity();
        return new Deed.Handle(first ? "blank-printer" : "receipt-printer", "take", "");
    }

    private Deed review(Sight sight) {
        served = true;
        return touch(sight.offers("choice-submit-review") ? "choice-submit-review" : "rate-5");
    }

    private Deed finishWith(Sight sight, String... ids) {
        served = true;
        return touchFirst(sight, ids);
    }

    private static Deed touchFirst(Sight sight, String... ids) {
        return Stream.of(ids)
                .filter(sight::offers)
                .findFirst()
                .<Deed>map(Deed.Touch::new)
                .orElseGet(() -> new Deed.GiveUp("no way on from " + sight.screen()));
    }

    private static Deed touch(String id) {
        return new Deed.Touch(id);
    }
}
