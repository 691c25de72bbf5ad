package org.zizhu.kiosk.step;

import org.zizhu.kiosk.catalogue.Item;

/** The class that performs each kind of step. */
public final class Steps {

    private Steps() {}

    public static Step of(Item.Step kind) {
        return switch (kind) {
            case IDENTIFY -> new Identify();
            case ISSUE_AND_PRINT -> new IssueAndPrint();
            case SHOW_CONTRIBUTIONS -> new ShowContributions();
            case SHOW_CASES -> new ShowCases();
            case SCAN_CODE -> new ScanCode();
            case REVIEW -> new AskReview();
        };
    }
}
