package org.zizhu.ui.part;

import java.util.Locale;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;

/**
 * The stable ids of everything that can be touched; a script finds a node by {@code scene.lookup("#id")}, and each is there once at most.
 *
 * <table>
 * <caption>Ids</caption>
 * <tr><td>{@code item-ITEM}</td><td>a tile of the home screen</td></tr>
 * <tr><td>{@code case-0}, {@code case-1} …</td><td>a case in the list</td></tr>
 * <tr><td>{@code way-id-card}, {@code way-code}, {@code way-social-card}, {@code way-face}, {@code way-phone-code}</td><td>a way to show who one is</td></tr>
 * <tr><td>{@code digit-0} … {@code digit-9}</td><td>a key; {@code choice-erase-digit} takes one back</td></tr>
 * <tr><td>{@code due-DUE}</td><td>something to pay for, to be marked</td></tr>
 * <tr><td>{@code means-WECHAT_PAY}, {@code means-ALIPAY}, {@code means-NON_TAX}</td><td>a means of payment</td></tr>
 * <tr><td>{@code rate-5} … {@code rate-1}</td><td>a level of the review, 5 非常满意</td></tr>
 * <tr><td>{@code reason-REASON}</td><td>a reason for the rating</td></tr>
 * <tr><td>{@code deed-DEED}</td><td>something that staff can do</td></tr>
 * <tr><td>{@code skip-review}</td><td>leaves without a review</td></tr>
 * <tr><td>{@code choice-begin}, {@code -confirm}, {@code -back}, {@code -end-visit}, {@code -retry}, {@code -print}, {@code -next-page},
 * {@code -previous-page}, {@code -paper-taken}, {@code -submit-review}, {@code -help}, {@code -another-way}, {@code -agree}, {@code -decline}, {@code -send-again},
 * {@code -for-somebody-else} …</td><td>a button of the screen: {@code choice-} and the action's name</td></tr>
 * <tr><td>{@code language-zh}, {@code language-en}, {@code large-type}, {@code high-contrast}, {@code low-reach}, {@code help},
 * {@code end-visit}</td><td>in the header or the footer; {@code low-reach} on a portrait panel only, {@code end-visit} once someone is signed in</td></tr>
 * <tr><td>{@code more-time}, {@code idle-end-visit}</td><td>in the question above the screen when the time is about to run out</td></tr>
 * <tr><td>{@code pose-straight}, {@code pose-left}, {@code pose-right}</td><td>how the head is to be held, before the camera</td></tr>
 * </table>
 */
public final class Ids {
    public static final String END_VISIT = "end-visit";
    public static final String HELP = "help";
    public static final String MORE_TIME = "more-time";
    public static final String IDLE_END_VISIT = "idle-end-visit";
    public static final String NEXT_PAGE = "choice-next-page";
    public static final String PREVIOUS_PAGE = "choice-previous-page";

    private Ids() {}

    /** What shows how the head is to be held; can't be touched. */
    public static String pose(Screen.FacePose pose) {
        return "pose-" + pose.name().toLowerCase(Locale.ROOT);
    }

    /** The key of a digit. */
    public static String digit(int digit) {
        return "digit-" + digit;
    }

    /** The id of the button that returns this action from a screen. */
    public static String of(Action action) {
        if (action instanceof Action.ChooseItem choose) {
            return "item-" + choose.item();
        } else if (action instanceof Action.ChooseCase choose) {
            return "case-" + choose.index();
        } else if (action instanceof Action.ChooseWay choose) {
            return "way-" + choose.way();
        } else if (action instanceof Action.ToggleDue toggle) {
            return "due-" + toggle.due();
        } else if (action instanceof Action.ChooseMeans choose) {
            return "means-" + choose.means();
        } else if (action instanceof Action.TypeDigit type) {
            return digit(type.digit());
        } else if (action instanceof Action.Rate rate) {
            return "rate-" + rate.level();
        } else if (action instanceof Action.ToggleReason toggle) {
            return "reason-" + toggle.reason();
        } else if (action instanceof Action.ChooseDeed choose) {
            return "deed-" + choose.deed();
        } else if (action instanceof Action.ChooseLanguage choose) {
            return "language-" + choose.language().tag();
        } else if (action instanceof Action.LargeType
                || action instanceof Action.HighContrast
                || action instanceof Action.LowReach
                || action instanceof Action.SkipReview
                || action instanceof Action.MoreTime) {
            return kebab(action);
        }
        return "choice-" + kebab(action);
    }

    private static String kebab(Action action) {
        return action.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}
