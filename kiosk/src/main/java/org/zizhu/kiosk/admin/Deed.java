package org.zizhu.kiosk.admin;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.zizhu.kiosk.identity.staff.StaffMember;
import org.zizhu.kiosk.identity.staff.StaffRole;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;

/** What staff can do at the screen, and which of them. */
enum Deed {
    DEVICES("devices"),
    TAKE_OUT("pause"),
    PUT_BACK("resume"),
    PAPER_LOADED("paper"),
    ROLL_LOADED("roll"),
    EXCHANGE("exchange"),
    DOUBTS("doubt");

    private final String icon;

    Deed(String icon) {
        this.icon = icon;
    }

    /** Who may do it. Everybody on the staff may look. */
    private Set<StaffRole> roles() {
        return switch (this) {
            case DEVICES -> EnumSet.allOf(StaffRole.class);
            case TAKE_OUT, PUT_BACK -> EnumSet.of(StaffRole.ATTENDANT, StaffRole.FIELD_ENGINEER);
            case PAPER_LOADED, ROLL_LOADED -> EnumSet.of(StaffRole.STOCK_KEEPER, StaffRole.FIELD_ENGINEER);
            case EXCHANGE -> EnumSet.of(StaffRole.STOCK_KEEPER);
            case DOUBTS -> EnumSet.of(StaffRole.ATTENDANT, StaffRole.STOCK_KEEPER);
        };
    }

    boolean allowed(StaffMember member) {
        return member.roles().stream().anyMatch(roles()::contains);
    }

    Text title() {
        return switch (this) {
            case DEVICES -> Text.of("设备状态", "Devices");
            case TAKE_OUT -> Text.of("暂停服务", "Take out of service");
            case PUT_BACK -> Text.of("恢复服务", "Back into service");
            case PAPER_LOADED -> Text.of("已装满 A4 纸", "Paper filled up");
            case ROLL_LOADED -> Text.of("已换凭条纸卷", "Receipt roll changed");
            case EXCHANGE -> Text.of("清点与装填", "Count and load");
            case DOUBTS -> Text.of("存疑业务", "Open questions");
        };
    }

    private Text caption() {
        return switch (this) {
            case DEVICES -> Text.of("逐台查看，附原因", "One by one, with reasons");
            case TAKE_OUT -> Text.of("告知群众原因，重启后仍有效", "Citizens are told why; lasts over a restart");
            case PUT_BACK -> Text.of("重新接待群众", "The kiosk serves citizens again");
            case PAPER_LOADED -> Text.of("余量从满盘重新计数", "The count starts from a full tray");
            case ROLL_LOADED -> Text.of("余量从整卷重新计数", "The count starts from a full roll");
            case EXCHANGE -> Text.of("卡箱、空白证照：清点、取回、装填", "Cards and blanks: count, empty the bin, load");
            case DOUBTS -> Text.of("办理结果不明，请看过后告知", "Nobody knows how they ended: look, and say");
        };
    }

    String keyword() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Screen.StaffDeed shown() {
        return new Screen.StaffDeed(keyword(), icon, title(), caption());
    }
}
