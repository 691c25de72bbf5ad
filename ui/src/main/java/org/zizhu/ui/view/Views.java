package org.zizhu.ui.view;

import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;

/** Chooses the view for a screen. */
public final class Views {
    private Views() {}

    public static ScreenView<?> of(Screen screen, Setting setting) {
        // Java 17 has no switch over patterns yet; the test in TouchAndKeysTest walks the sealed type and finds whoever
        // is missing here.
        if (screen instanceof Screen.Attract it) {
            return new AttractView(it, setting);
        } else if (screen instanceof Screen.Home it) {
            return new HomeView(it, setting);
        } else if (screen instanceof Screen.Guide it) {
            return new GuideView(it, setting);
        } else if (screen instanceof Screen.PresentCard it) {
            return new PresentCardView(it, setting);
        } else if (screen instanceof Screen.InsertCard it) {
            return new InsertCardView(it, setting);
        } else if (screen instanceof Screen.ShowCode it) {
            return new ShowCodeView(it, setting);
        } else if (screen instanceof Screen.ChooseWay it) {
            return new ChooseWayView(it, setting);
        } else if (screen instanceof Screen.Consent it) {
            return new ConsentView(it, setting);
        } else if (screen instanceof Screen.TypeCode it) {
            return new TypeCodeView(it, setting);
        } else if (screen instanceof Screen.FaceCheck it) {
            return new FaceCheckView(it, setting);
        } else if (screen instanceof Screen.Working it) {
            return new WorkingView(it, setting);
        } else if (screen instanceof Screen.Confirmation it) {
            return new ConfirmationView(it, setting);
        } else if (screen instanceof Screen.Records it) {
            return new RecordsView(it, setting);
        } else if (screen instanceof Screen.Cases it) {
            return new CasesView(it, setting);
        } else if (screen instanceof Screen.CaseProgress it) {
            return new CaseProgressView(it, setting);
        } else if (screen instanceof Screen.ChooseDues it) {
            return new ChooseDuesView(it, setting);
        } else if (screen instanceof Screen.ChooseMeans it) {
            return new ChooseMeansView(it, setting);
        } else if (screen instanceof Screen.PayByCode it) {
            return new PayByCodeView(it, setting);
        } else if (screen instanceof Screen.Paid it) {
            return new PaidView(it, setting);
        } else if (screen instanceof Screen.Slip it) {
            return new SlipView(it, setting);
        } else if (screen instanceof Screen.Printing it) {
            return new PrintingView(it, setting);
        } else if (screen instanceof Screen.TakePaper it) {
            return new TakePaperView(it, setting);
        } else if (screen instanceof Screen.OpenBox it) {
            return new OpenBoxView(it, setting);
        } else if (screen instanceof Screen.Review it) {
            return new ReviewView(it, setting);
        } else if (screen instanceof Screen.Trouble it) {
            return new TroubleView(it, setting);
        } else if (screen instanceof Screen.HelpByPerson it) {
            return new HelpByPersonView(it, setting);
        } else if (screen instanceof Screen.Farewell it) {
            return new FarewellView(it, setting);
        } else if (screen instanceof Screen.OutOfService it) {
            return new OutOfServiceView(it, setting);
        } else if (screen instanceof Screen.StaffPin it) {
            return new StaffPinView(it, setting);
        } else if (screen instanceof Screen.TypeNumber it) {
            return new TypeNumberView(it, setting);
        } else if (screen instanceof Screen.StaffMenu it) {
            return new StaffMenuView(it, setting);
        }
        throw new IllegalArgumentException("no view draws " + screen.id());
    }
}
