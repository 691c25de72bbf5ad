package org.zizhu.kiosk.catalogue;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.idcard.IdCard;
import org.zizhu.kiosk.identity.Acting;
import org.zizhu.kiosk.identity.Demand;
import org.zizhu.kiosk.platform.Dues;
import org.zizhu.kiosk.platform.PaymentOrder;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;

/**
 * A government service item (政务服务事项) as this unit offers it, read from a catalogue file.
 *
 * @param id short and stable, used in the journal and as part of ids on screen
 * @param code 实施编码 of 31 characters (GB/T 39554.1): issuer's USCC, level, 基本编码
 * @param purpose why the platform is asked for data, one of the five elements of each call
 * @param icon a keyword for the home screen
 * @param needs what has to work for it to be offered; by what citizens identify is not among it, for one of several is enough
 * @param identity the assurance that it demands
 * @param acting how one person may act for another in it; null if nobody may
 * @param cards the kinds of identity card that it accepts, where it accepts one
 * @param steps what is done, in order
 * @param document the type of sealed document that its steps issue; null if they issue none
 * @param fee what it costs; null if it is free, or what has to be paid is asked for
 * @param owed what can be paid in it; null where nothing is owed before
 * @param guide its public guide (一次性告知); empty for what is begun at once
 */
public record Item(
        String id,
        String code,
        Text name,
        Text caption,
        String purpose,
        String icon,
        Set<Need> needs,
        Demand identity,
        @Nullable Acting acting,
        Set<IdCard.Kind> cards,
        List<Step> steps,
        @Nullable String document,
        @Nullable Fee fee,
        @Nullable Owed owed,
        List<Screen.Section> guide) {

    /** @throws IllegalArgumentException if a step lacks what it works with */
    void check() {
        boolean issues = steps.contains(Step.ISSUE_AND_PRINT) || steps.contains(Step.ISSUE_ON_BLANK);
        boolean chooses = steps.contains(Step.CHOOSE_DUES) || steps.contains(Step.CHOOSE_DUES_OF_HOUSEHOLD);
        if (steps.isEmpty()
                || (issues && document == null)
                || (chooses && owed == null)
                || (steps.contains(Step.PAY) && fee == null && owed == null)) {
            throw new IllegalArgumentException("item " + id + " has steps that lack what they work with");
        }
    }

    /** Whether it is done for somebody who has said who they are. */
    public boolean identifies() {
        return steps.contains(Step.IDENTIFY);
    }

    /** Whether a code says what is to be done: such an item stands beside those that are chosen from. */
    public boolean begunByCode() {
        return steps.contains(Step.SCAN_CODE);
    }

    /**
     * What it costs.
     *
     * @param means by what it can be paid, the usual one first
     */
    public record Fee(long fen, Text payee, Text what, List<PaymentOrder.Means> means) {}

    /**
     * What somebody may owe, and pay in this item.
     *
     * @param means by what it can be paid, the usual one first
     */
    public record Owed(Set<Dues.Kind> kinds, List<PaymentOrder.Means> means) {}

    /** What an item can't be given without. */
    public enum Need {
        ID_CARD_READER,
        CHIP_CARD_READER,
        CODE_SCANNER,
        CAMERA,
        DOCUMENT_PRINTER,
        RECEIPT_PRINTER,
        CARD_DISPENSER,
        BLANK_PRINTER,
        LOCKER,
        PLATFORM
    }

    /** The kinds of step; each is one class in {@code org.zizhu.kiosk.step}. */
    public enum Step {
        IDENTIFY,
        /** Issue a sealed document, print it and hand it over, with a receipt. */
        ISSUE_AND_PRINT,
        /** Issue a sealed document for a numbered blank, print it on that and hand it over, with a receipt. */
        ISSUE_ON_BLANK,
        /** Show contribution records; print them as a sealed statement if wanted. */
        SHOW_CONTRIBUTIONS,
        /** Show the progress of cases. */
        SHOW_CASES,
        /** Look at a code that somebody brings, and do what it is for. */
        SCAN_CODE,
        /** What is owed is looked up, and marked to be paid. */
        CHOOSE_DUES,
        /** The same of a household, by the number on its bills. */
        CHOOSE_DUES_OF_HOUSEHOLD,
        /** The fee is paid, or what was chosen to be paid. */
        PAY,
        /** Say whether a new card waits for them, before anything is paid. */
        FIND_CARD,
        /** The card is drawn, compared and handed over. */
        COLLECT_CARD,
        /** The boxes that hold something for them are opened. */
        OPEN_BOX,
        /** A free box is opened for what they bring. */
        DEPOSIT,
        REVIEW
    }
}
