package org.zizhu.kiosk.step;

import java.util.function.Predicate;
import org.zizhu.kiosk.catalogue.Item;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** The class that performs each kind of step. */
public final class Steps {

    private Steps() {}

    /**
     * Does the wanted steps of a matter's item, until one is left, or something older was finished instead; then its money is settled, and the
     * citizen told, or the money alone.
     */
    public static void perform(Matter matter, Predicate<Item.Step> wanted) throws VisitOver {
        try {
            for (Item.Step kind : matter.item().steps()) {
                if (wanted.test(kind) && of(kind).perform(matter) == Step.Next.LEAVE) {
                    break;
                }
                if (wanted.test(kind) && kind == Item.Step.IDENTIFY && FinishSlip.offer(matter)) {
                    break;
                }
            }
            SettleMoney.andTell(matter);
        } finally {
            SettleMoney.of(matter);
        }
    }

    private static Step of(Item.Step kind) {
        return switch (kind) {
            case IDENTIFY -> new Identify();
            case ISSUE_AND_PRINT -> new IssueAndPrint();
            case ISSUE_ON_BLANK -> new IssueOnBlank();
            case SHOW_CONTRIBUTIONS -> new ShowContributions();
            case SHOW_CASES -> new ShowCases();
            case SCAN_CODE -> new ScanCode();
            case CHOOSE_DUES -> new ChooseDues();
            case CHOOSE_DUES_OF_HOUSEHOLD -> new ChooseDuesOfHousehold();
            case PAY -> new Pay();
            case FIND_CARD -> new FindCard();
            case COLLECT_CARD -> new CollectCard();
            case OPEN_BOX -> new OpenBox();
            case DEPOSIT -> new Deposit();
            case REVIEW -> new AskReview();
        };
    }
}
