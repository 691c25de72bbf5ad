package org.zizhu.kiosk.screen;

/** What a citizen did. The user interface returns these and decides nothing. */
public sealed interface Action {

    /** Touched the attract screen. */
    record Begin() implements Action {}

    /** Wants an item; from the home screen. */
    record ChooseItem(String item) implements Action {}

    /** Goes on: starts the item, agrees to what is shown. */
    record Confirm() implements Action {}

    /** Starts the item for somebody else. */
    record ForSomebodyElse() implements Action {}

    /** One step back. */
    record Back() implements Action {}

    /** Ends the visit. */
    record EndVisit() implements Action {}

    /** Tries again what has failed. */
    record Retry() implements Action {}

    /** Wants to show who they are in another way. */
    record AnotherWay() implements Action {}

    /** Wants to show who they are in this way. */
    record ChooseWay(String way) implements Action {}

    /** Agrees to what was asked for separately. */
    record Agree() implements Action {}

    /** Does not agree; nothing is lost by it. */
    record Decline() implements Action {}

    /** Types a digit, 0 to 9, of a code or of a PIN. */
    record TypeDigit(int digit) implements Action {
        @Override
        public String toString() {
            return "TypeDigit";
        }
    }

    /** Takes back the last digit. */
    record EraseDigit() implements Action {}

    /** Wants another code sent. */
    record SendAgain() implements Action {}

    /** Wants what is shown on paper. */
    record Print() implements Action {}

    /** Wants the details of the n-th case shown, counted from 0. */
    record ChooseCase(int index) implements Action {}

    /** Marks or unmarks something to pay for. */
    record ToggleDue(String due) implements Action {}

    /** Wants to pay by this means. */
    record ChooseMeans(String means) implements Action {}

    /** Says that the paper has been taken, where no sensor can tell. */
    record PaperTaken() implements Action {}

    /** Rates the matter: 5 非常满意 … 1 非常不满意 (GB/T 39735). */
    record Rate(int level) implements Action {}

    /** Marks or unmarks a reason for the rating. */
    record ToggleReason(String reason) implements Action {}

    /** Sends the review as marked. */
    record SubmitReview() implements Action {}

    record SkipReview() implements Action {}

    /** Any touch that only says "I am still here". */
    record MoreTime() implements Action {}

    record ChooseLanguage(Language language) implements Action {}

    record LargeType(boolean on) implements Action {}

    record HighContrast(boolean on) implements Action {}

    record LowReach(boolean on) implements Action {}

    /** Wants to know how to get help from a person. */
    record Help() implements Action {}

    /** Wants something done, of what the staff's screen offers. */
    record ChooseDeed(String deed) implements Action {}
}
