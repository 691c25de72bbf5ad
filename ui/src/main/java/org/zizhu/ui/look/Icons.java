package org.zizhu.ui.look;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignG;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignQ;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;
import org.zizhu.kiosk.screen.Action;

/** The pictures that go with the keywords of screens and with actions. */
public final class Icons {
    private Icons() {}

    /** An icon of a size in design pixels; its colour comes from the style sheet. */
    public static FontIcon of(Ikon ikon, double size) {
        FontIcon icon = new FontIcon(ikon);
        icon.setIconSize((int) size);
        icon.getStyleClass().add("icon");
        return icon;
    }

    /** For an item on the home screen. */
    public static Ikon item(String keyword) {
        return switch (keyword) {
            case "certificate" -> MaterialDesignF.FILE_CERTIFICATE_OUTLINE;
            case "records" -> MaterialDesignT.TABLE_LARGE;
            case "statement" -> MaterialDesignF.FILE_TABLE_OUTLINE;
            case "progress" -> MaterialDesignF.FILE_SEARCH_OUTLINE;
            case "code" -> MaterialDesignQ.QRCODE_SCAN;
            case "insurance-fee" -> MaterialDesignH.HOSPITAL_BOX_OUTLINE;
            case "traffic" -> MaterialDesignT.TRAFFIC_LIGHT_OUTLINE;
            case "water" -> MaterialDesignW.WATER_OUTLINE;
            case "property" -> MaterialDesignH.HOME_CITY_OUTLINE;
            case "card" -> MaterialDesignC.CREDIT_CARD_CHIP_OUTLINE;
            case "locker" -> MaterialDesignL.LOCKER_MULTIPLE;
            case "deposit" -> MaterialDesignI.INBOX_ARROW_DOWN_OUTLINE;
            case "licence" -> MaterialDesignS.STOREFRONT_OUTLINE;
            default -> MaterialDesignF.FILE_DOCUMENT_OUTLINE;
        };
    }

    /** For a means of payment: plain signs, not the brands' own. */
    public static Ikon means(String keyword) {
        return switch (keyword) {
            case "wechat-pay" -> MaterialDesignC.CHAT_PROCESSING;
            case "alipay" -> MaterialDesignC.CURRENCY_CNY;
            case "non-tax" -> MaterialDesignB.BANK;
            default -> MaterialDesignW.WALLET;
        };
    }

    /** The badge colour of a means of payment: the one that people know it by. */
    public static String meansColour(String keyword) {
        return switch (keyword) {
            case "wechat-pay" -> "green";
            case "non-tax" -> "red";
            default -> "blue";
        };
    }

    /** For something that staff can do. */
    public static Ikon deed(String keyword) {
        return switch (keyword) {
            case "devices" -> MaterialDesignF.FORMAT_LIST_BULLETED;
            case "pause" -> MaterialDesignP.PAUSE_CIRCLE_OUTLINE;
            case "resume" -> MaterialDesignP.PLAY_CIRCLE_OUTLINE;
            case "paper" -> MaterialDesignF.FILE_MULTIPLE_OUTLINE;
            case "roll" -> MaterialDesignP.PAPER_ROLL_OUTLINE;
            case "exchange" -> MaterialDesignC.COUNTER;
            case "doubt" -> MaterialDesignH.HELP_CIRCLE_OUTLINE;
            default -> MaterialDesignC.CHECK_BOLD;
        };
    }

    /** For a way to show who one is, and for whom one acts. */
    public static Ikon way(String keyword) {
        return switch (keyword) {
            case "code" -> MaterialDesignQ.QRCODE_SCAN;
            case "social-card" -> MaterialDesignC.CREDIT_CARD_CHIP_OUTLINE;
            case "face" -> MaterialDesignF.FACE_RECOGNITION;
            case "phone-code" -> MaterialDesignC.CELLPHONE_MESSAGE;
            case "attendant" -> MaterialDesignA.ACCOUNT_TIE_OUTLINE;
            case "other" -> MaterialDesignA.ACCOUNT_MULTIPLE_OUTLINE;
            case "ward" -> MaterialDesignA.ACCOUNT_CHILD_OUTLINE;
            default -> MaterialDesignC.CARD_ACCOUNT_DETAILS_OUTLINE;
        };
    }

    /** For an element of a guide. */
    public static Ikon section(String keyword) {
        return switch (keyword) {
            case "basis" -> MaterialDesignG.GAVEL;
            case "conditions" -> MaterialDesignA.ACCOUNT_CHECK_OUTLINE;
            case "materials" -> MaterialDesignF.FOLDER_OUTLINE;
            case "steps" -> MaterialDesignF.FORMAT_LIST_NUMBERED;
            case "time" -> MaterialDesignC.CLOCK_OUTLINE;
            case "fee" -> MaterialDesignC.CASH;
            case "place" -> MaterialDesignM.MAP_MARKER_OUTLINE;
            case "phone" -> MaterialDesignP.PHONE_OUTLINE;
            case "result" -> MaterialDesignF.FILE_CHECK_OUTLINE;
            default -> MaterialDesignF.FILE_DOCUMENT_OUTLINE;
        };
    }

    /** For a button that does this. */
    public static Ikon action(Action action) {
        if (action instanceof Action.Begin) {
            return MaterialDesignG.GESTURE_TAP;
        } else if (action instanceof Action.Back) {
            return MaterialDesignA.ARROW_LEFT;
        } else if (action instanceof Action.EndVisit) {
            return MaterialDesignL.LOGOUT;
        } else if (action instanceof Action.AnotherWay || action instanceof Action.Decline) {
            return MaterialDesignS.SWAP_HORIZONTAL;
        } else if (action instanceof Action.ForSomebodyElse) {
            return MaterialDesignA.ACCOUNT_MULTIPLE_OUTLINE;
        } else if (action instanceof Action.Agree) {
            return MaterialDesignC.CHECK;
        } else if (action instanceof Action.Retry || action instanceof Action.SendAgain) {
            return MaterialDesignR.REFRESH;
        } else if (action instanceof Action.Print) {
            return MaterialDesignP.PRINTER;
        } else if (action instanceof Action.PaperTaken || action instanceof Action.SubmitReview) {
            return MaterialDesignC.CHECK_BOLD;
        } else if (action instanceof Action.SkipReview) {
            return MaterialDesignS.SKIP_NEXT;
        } else if (action instanceof Action.MoreTime) {
            return MaterialDesignT.TIMER_OUTLINE;
        } else if (action instanceof Action.ChooseItem) {
            // Among the buttons there is only the one that begins with a code.
            return MaterialDesignQ.QRCODE_SCAN;
        } else if (action instanceof Action.Help) {
            return MaterialDesignH.HEADSET;
        }
        return MaterialDesignA.ARROW_RIGHT;
    }
}
