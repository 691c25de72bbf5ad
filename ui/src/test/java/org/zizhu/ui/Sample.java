package org.zizhu.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.zizhu.kiosk.catalogue.Catalogue;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Presentation;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.screen.View;

/** One of every screen, as it is usually and as bad as it gets. All people are invented. */
final class Sample {
    private static final Choice BACK = Choice.plain("返回", "Back", new Action.Back());
    private static final Choice ANOTHER_WAY = Choice.plain("其他方式", "Another way", new Action.AnotherWay());
    private static final Choice END = Choice.plain("结束办理", "End visit", new Action.EndVisit());

    private static final Text TWO_OUT = Text.of("暂停使用：扫码器、发卡机。", "Not working: code scanner, card dispenser.");

    /** The longest that the kiosk says of itself. */
    private static final Text MANY_OUT = Text.of(
            "正在使用备用电源。机门已打开，工作人员正在维护。暂停使用：身份证阅读器、凭条打印机等 8 种设备。",
            "On backup power. Staff are working on this kiosk. Not working: card dispenser, receipt printer and 6 more.");

    private Sample() {}

    static View view(long number, Screen screen, Presentation presentation) {
        return new View(number, screen, presentation, unit(screen), citizen(screen), OptionalInt.empty());
    }

    /** Well, but where items are closed or the kiosk is. */
    private static View.Unit unit(Screen screen) {
        boolean closed = screen instanceof Screen.OutOfService
                || (screen instanceof Screen.Home home
                        && home.tiles().stream().anyMatch(tile -> tile.closed().isPresent()));
        boolean many = screen instanceof Screen.Home home
                && home.notice()
                        .filter(TWO_OUT::equals)
                        .or(() -> home.notice().filter(MANY_OUT::equals))
                        .isPresent();
        Text longest = Text.of("凭条打印机", "receipt printer");
        return new View.Unit(
                "ZZ-0107",
                Text.of("长沙市芙蓉区政务服务中心", "Furong District Service Centre, Changsha"),
                "12345",
                !closed,
                many ? List.of(longest, longest) : closed ? List.of(longest) : List.of());
    }

    /** Signed in where a visit would be, with the longest name that an ID card holds, masked. */
    private static Optional<String> citizen(Screen screen) {
        boolean before = screen instanceof Screen.Attract
                || screen instanceof Screen.OutOfService
                || screen instanceof Screen.Farewell
                || screen instanceof Screen.PresentCard
                || screen instanceof Screen.StaffPin
                || screen instanceof Screen.TypeNumber
                || screen instanceof Screen.StaffMenu
                || screen instanceof Screen.InsertCard
                || screen instanceof Screen.ShowCode;
        return before ? Optional.empty() : Optional.of("阿****·***·*****尔");
    }

    /** The usual ones by the name of their picture. */
    static Map<String, Screen> usual() {
        Map<String, Screen> all = new LinkedHashMap<>();
        all.put(
                "attract",
                new Screen.Attract(
                        Text.of("24 小时自助服务", "Public services, day and night"),
                        List.of(
                                Text.of("打印社保参保证明", "Print your social insurance certificate"),
                                Text.of("查询社保缴费记录", "Look up your contributions"),
                                Text.of("查询办件进度", "See how your case is going"))));
        all.put(
                "attract-notice",
                new Screen.Attract(
                        Text.of("24 小时自助服务", "Public services, day and night"),
                        List.of(),
                        Optional.of(
                                Text.of(
                                        "明天（星期六）22:00 至次日 6:00 社保系统升级，期间不能打印参保证明和缴费；其他事项照常办理。给您带来不便，敬请谅解。",
                                        "From 22:00 tomorrow to 6:00 on Sunday the social insurance system is being renewed: no"
                                                + " certificates and no payments meanwhile. Everything else works as usual."))));
        all.put(
                "home",
                new Screen.Home(
                        tiles(false),
                        Optional.of(Text.of(
                                "公告：12月1日起本终端支持异地参保证明打印。",
                                "From 1 December this kiosk prints certificates of other cities, too."))));
        all.put(
                "home-shipped",
                new Screen.Home(
                        shipped(),
                        Optional.empty(),
                        List.of(Choice.plain("扫码办理", "Scan a code", new Action.ChooseItem("scan-code")))));
        all.put(
                "home-all",
                new Screen.Home(
                        everything(),
                        Optional.empty(),
                        List.of(Choice.plain("扫码办理", "Scan a code", new Action.ChooseItem("scan-code")))));
        all.put(
                "show-code-any",
                new Screen.ShowCode(
                        Text.of("扫码办理", "Scan a code"),
                        Optional.of(Text.of(
                                "预约码、取件码、身份码或证明上的二维码",
                                "A booking, pick-up or identity code, or that on a certificate")),
                        List.of(BACK)));
        all.put(
                "show-code-staff",
                new Screen.ShowCode(
                        Text.of("工作证登记", "Staff card"),
                        Optional.of(Text.of("请出示管理部门发的登记码", "Show the code that you were given")),
                        List.of(BACK)));
        all.put(
                "checked-in",
                new Screen.Confirmation(
                        Text.of("签到成功", "You are checked in"),
                        Text.of("请在 12 号窗口附近等候叫号", "Please wait near counter 12 to be called"),
                        List.of(
                                line("事项", "Service", "企业职工养老保险关系转移接续", "Transfer of employee pension insurance"),
                                line("时间", "Time", "11-28 16:30 – 17:00", "11-28 16:30 – 17:00"),
                                line("窗口", "Counter", "12 号窗口", "Counter 12"),
                                line("地点", "Place", "桂林市龙胜各族自治县政务服务中心", "桂林市龙胜各族自治县政务服务中心"),
                                line("预约号", "Booking", "BK7M2Q9X4T", "BK7M2Q9X4T")),
                        List.of(Choice.strong("知道了", "Done", new Action.Confirm()))));
        all.put(
                "checked-in-offline",
                new Screen.Confirmation(
                        Text.of("签到成功", "You are checked in"),
                        Text.of(
                                "已记下您来了，联网后自动告知窗口。事项和窗口请看手机上的预约",
                                "That you are here is noted, and the counter is told once the line is back. Service and counter are on your phone"),
                        List.of(
                                line("预约号", "Booking", "BK7M2Q9X4T", "BK7M2Q9X4T"),
                                line("可签到时间", "Check-in", "11-28 16:00 – 17:00", "11-28 16:00 – 17:00")),
                        List.of(Choice.strong("知道了", "Done", new Action.Confirm()))));
        all.put(
                "document-genuine",
                new Screen.Confirmation(
                        Text.of("这个编号的文书是真的", "A document of this number is genuine"),
                        Text.of(
                                "请对照纸上的编号。是否已作废，请用手机扫码查看",
                                "Compare it with the number on the paper. Scan the code by phone to see whether it was revoked"),
                        List.of(
                                line(
                                        "文书编号",
                                        "Number",
                                        "114301000000000008-20261128-00000017",
                                        "114301000000000008-20261128-00000017"),
                                line("开具日期", "Issued", "2026-11-28", "2026-11-28"),
                                line("有效期至", "Valid until", "2027-02-25", "2027-02-25")),
                        List.of(Choice.strong("看完了", "Done", new Action.Confirm()))));
        all.put(
                "pick-up",
                new Screen.CaseProgress(
                        Text.of("社会保障卡补换", "Replacement of social security card"),
                        "114301000000000083202611010007",
                        List.of(
                                new Screen.Milestone(
                                        Text.of("受理", "Accepted"), "2026-11-01", Screen.MilestoneState.DONE),
                                new Screen.Milestone(
                                        Text.of("可领取", "Ready for collection"),
                                        "2026-11-09",
                                        Screen.MilestoneState.DONE)),
                        List.of(
                                line(
                                        "领取",
                                        "To collect",
                                        "结果已办好，请到承办部门窗口出示此码领取",
                                        "Ready: show this code at the office's counter"),
                                line("当前状态", "State", "已办结", "Completed"),
                                line("承办部门", "Office", "桂林示范社会保险服务中心", "桂林示范社会保险服务中心"),
                                line("联系电话", "Phone", "12333", "12333")),
                        List.of(
                                Choice.plain("打印进度凭条", "Print a slip", new Action.Print()),
                                Choice.strong("看完了", "Done", new Action.Confirm()))));
        all.put(
                "trouble-staff-lent",
                new Screen.Trouble(
                        "staff-other-division",
                        Text.of("这是别的区划的工作证", "Staff card of another division"),
                        List.of(
                                Text.of(
                                        "来支援的，请出示管理部门发的登记码",
                                        "If you are lent to this one, show the code that you were given"),
                                Text.of("没有登记码，请本区划的工作人员处理", "Without one, leave it to staff of this division")),
                        true,
                        List.of(Choice.strong("出示登记码", "Show a code", new Action.Confirm()), BACK)));
        all.put(
                "trouble-checked-in",
                new Screen.Trouble(
                        "booking-checked-in",
                        Text.of("您已经签到了", "You are checked in already"),
                        List.of(Text.of(
                                "请在窗口附近等候叫号；窗口号在手机上的预约里",
                                "Please wait to be called; the counter is in the booking on your phone")),
                        true,
                        List.of(BACK)));
        all.put("home-closed", new Screen.Home(tiles(true), Optional.empty()));
        all.put("home-device-out", new Screen.Home(tiles(false), Optional.of(TWO_OUT)));
        all.put(
                "home-offline",
                new Screen.Home(
                        tiles(true),
                        Optional.of(
                                Text.of(
                                        "暂时连接不上政务平台，现在可以：查看和打印办事指南、呼叫人工帮助。",
                                        "Without the government platform these still work: reading and printing guides, help by a person."))));
        all.put(
                "home-many-out",
                new Screen.Home(
                        tiles(true),
                        Optional.of(MANY_OUT),
                        List.of(Choice.plain("扫码办理", "Scan a code", new Action.ChooseItem("scan-code")))));
        all.put(
                "guide",
                new Screen.Guide(
                        Text.of("社会保险参保证明打印", "Social insurance certificate"),
                        sections(),
                        Optional.empty(),
                        List.of(
                                BACK,
                                Choice.plain("打印指南", "Print it", new Action.Print()),
                                Choice.strong("开始办理", "Start", new Action.Confirm())),
                        Optional.empty()));
        all.put(
                "guide-acting",
                new Screen.Guide(
                        Text.of("社会保险参保证明打印", "Social insurance certificate"),
                        sections(),
                        Optional.empty(),
                        List.of(
                                Choice.strong("开始办理", "Start", new Action.Confirm()),
                                Choice.plain("替别人办", "For someone else", new Action.ForSomebodyElse()),
                                Choice.plain("打印指南", "Print it", new Action.Print()),
                                BACK),
                        Optional.empty()));
        all.put(
                "guide-closed",
                new Screen.Guide(
                        Text.of("社会保险参保证明打印", "Social insurance certificate"),
                        sections(),
                        Optional.of(
                                Text.of(
                                        "A4 打印机缺纸，暂时不能打印证明。您可以到二楼 5 号窗口，或使用芙蓉区人社局的自助终端。",
                                        "The A4 printer is out of paper. Please go to counter 5 on the second floor, or use the kiosk at Furong Social Security Bureau.")),
                        List.of(BACK),
                        Optional.of(Text.of("正在打印办事指南…", "Printing the guide …"))));
        for (Screen.CardPhase phase : Screen.CardPhase.values()) {
            all.put(
                    "present-card-" + phase.name().toLowerCase(java.util.Locale.ROOT),
                    new Screen.PresentCard(
                            Text.of("社会保险参保证明打印", "Social insurance certificate"),
                            phase,
                            phase == Screen.CardPhase.LIFT
                                    ? Optional.of(Text.of(
                                            "没有读到卡片，请拿起后重新平放",
                                            "The card could not be read. Lift it and lay it flat again"))
                                    : Optional.empty(),
                            phase == Screen.CardPhase.WAITING ? List.of(ANOTHER_WAY, BACK) : List.of(BACK)));
        }
        for (Screen.CardPhase phase : Screen.CardPhase.values()) {
            all.put(
                    "insert-card-" + phase.name().toLowerCase(java.util.Locale.ROOT),
                    new Screen.InsertCard(
                            Text.of("社会保险参保证明打印", "Social insurance certificate"),
                            Screen.ChipCard.SOCIAL_SECURITY_CARD,
                            phase,
                            phase == Screen.CardPhase.LIFT
                                    ? Optional.of(
                                            Text.of(
                                                    "读卡器里有别人遗留的卡：请先取出并交给工作人员，再插入您自己的卡",
                                                    "Somebody has left a card in the reader: please take it out, hand it to staff, then put in your own"))
                                    : Optional.empty(),
                            List.of(ANOTHER_WAY, BACK)));
            all.put(
                    "insert-staff-card-" + phase.name().toLowerCase(java.util.Locale.ROOT),
                    new Screen.InsertCard(
                            Text.of("社保权益记录单打印", "Statement of contributions"),
                            Screen.ChipCard.STAFF_CARD,
                            phase,
                            Optional.empty(),
                            phase == Screen.CardPhase.WAITING ? List.of(ANOTHER_WAY, BACK) : List.of()));
        }
        all.put(
                "insert-staff-card-occupied",
                new Screen.InsertCard(
                        Text.of("社保权益记录单打印", "Statement of contributions"),
                        Screen.ChipCard.STAFF_CARD,
                        Screen.CardPhase.LIFT,
                        Optional.of(Text.of(
                                "请先取出读卡器里的卡，再请工作人员插入工作证", "Please take this card out first; then staff put in theirs")),
                        List.of(ANOTHER_WAY, BACK)));
        all.put(
                "show-code",
                new Screen.ShowCode(
                        Text.of("社会保险参保证明打印", "Social insurance certificate"),
                        Optional.empty(),
                        List.of(ANOTHER_WAY, BACK)));
        all.put(
                "choose-way",
                new Screen.ChooseWay(
                        Text.of("请选择证明身份的方式", "How would you like to identify?"),
                        Text.of("任选一种，效果相同", "Choose any, they count the same"),
                        List.of(
                                way(
                                        "id-card",
                                        "身份证",
                                        "ID card",
                                        "放在读卡区，居住证、永居证也可以",
                                        "Or a residence permit, on the reader"),
                                way(
                                        "code",
                                        "手机扫码",
                                        "Code on your phone",
                                        "电子社保卡、医保码等",
                                        "Electronic social security card and others"),
                                way(
                                        "social-card",
                                        "社保卡",
                                        "Social security card",
                                        "插入读卡器，不需要密码",
                                        "Into the card reader; no PIN is needed")),
                        List.of(BACK)));
        all.put(
                "choose-way-person",
                new Screen.ChooseWay(
                        Text.of("还需确认是您本人", "One more check that it is you"),
                        Text.of("为保护您的信息，请任选一种，效果相同", "To protect your data. Choose any, they count the same"),
                        List.of(
                                way(
                                        "phone-code",
                                        "手机验证码",
                                        "Code by text message",
                                        "发到您登记的手机上",
                                        "To your phone on record"),
                                new Screen.WayTile(
                                        "face",
                                        Text.of("看一下摄像头", "Look into the camera"),
                                        Text.of("与证件照片比对，约 10 秒", "Compared with your photo, about 10 seconds"),
                                        "face",
                                        Optional.of(Text.of("摄像头暂时不能使用", "The camera does not work at the moment")))),
                        List.of(BACK)));
        all.put(
                "choose-way-staff",
                new Screen.ChooseWay(
                        Text.of("还需确认是您本人", "One more check that it is you"),
                        Text.of("为保护您的信息，请任选一种，效果相同", "To protect your data. Choose any, they count the same"),
                        List.of(
                                way(
                                        "face",
                                        "看一下摄像头",
                                        "Look into the camera",
                                        "与证件照片比对，约 10 秒",
                                        "Compared with your photo, about 10 seconds"),
                                way(
                                        "phone-code",
                                        "手机验证码",
                                        "Code by text message",
                                        "发到您登记的手机上",
                                        "To your phone on record"),
                                way(
                                        "attendant",
                                        "请工作人员核对",
                                        "Ask staff to check you",
                                        "有人在场时，当面看您和证件照片",
                                        "If someone is here: they compare you with your card")),
                        List.of(BACK)));
        all.put(
                "choose-way-for-whom",
                new Screen.ChooseWay(
                        Text.of("替谁办理？", "For whom?"),
                        Text.of("您登记为以下人员的监护人", "You are on record as guardian of"),
                        List.of(
                                way("ward-0", "阿****", "阿****", "无民事行为能力人的监护人", "guardian of a person who cannot act"),
                                way("other", "替其他人办", "Somebody else", "需要对方的证件", "Their card is needed")),
                        List.of(BACK)));
        all.put("consent", consent());
        all.put("type-code", typing("20", Optional.empty(), OptionalInt.of(48)));
        all.put(
                "type-code-wrong",
                typing(
                        "",
                        Optional.of(Text.of("验证码不对，还可以试 2 次", "That is not the code. 2 tries are left")),
                        OptionalInt.empty()));
        for (Screen.FacePose pose : Screen.FacePose.values()) {
            all.put(
                    "face-check-" + pose.name().toLowerCase(java.util.Locale.ROOT),
                    new Screen.FaceCheck(
                            pose,
                            switch (pose) {
                                case STRAIGHT -> Text.of("请取下口罩、帽子或墨镜", "Please take off mask, hat or dark glasses");
                                case LEFT -> Text.of("请慢慢向左转头", "Slowly turn your head to your left");
                                case RIGHT -> Text.of("请慢慢向右转头", "Slowly turn your head to your right");
                            },
                            pose == Screen.FacePose.STRAIGHT ? 3 : 5,
                            5,
                            List.of(ANOTHER_WAY, BACK)));
        }
        all.put(
                "working",
                new Screen.Working(
                        Text.of("正在开具证明", "Preparing your certificate"),
                        List.of(
                                Text.of("核对身份", "Check identity"),
                                Text.of("查询参保信息", "Fetch your insurance data"),
                                Text.of("平台签章", "Seal on the platform"),
                                Text.of("核验电子印章", "Verify the seal")),
                        2));
        all.put(
                "confirmation",
                new Screen.Confirmation(
                        Text.of("请核对以下信息", "Please check this"),
                        Text.of("确认后将开具并打印证明，共 2 页。", "When you agree, the certificate is made and printed: 2 pages."),
                        List.of(
                                line("姓名", "Name", "阿****·***·*****尔"),
                                line("证件号码", "ID number", "4301**********0016"),
                                line("参保地", "Insured in", "长沙市芙蓉区"),
                                line("险种", "Insurance", "养老、失业、工伤"),
                                line("证明用途", "Purpose", "落户、入学、贷款")),
                        List.of(BACK, Choice.strong("确认并打印", "Agree and print", new Action.Confirm()))));
        all.put(
                "confirmation-staff",
                new Screen.Confirmation(
                        Text.of("请工作人员当面核对", "Staff: please compare"),
                        Text.of("您用工作证为这次核对负责，系统会记录", "You answer for this with your card; it is recorded"),
                        List.of(
                                line("姓名", "Name", "阿****·***·*****尔"),
                                staffLine(
                                        "请比对",
                                        "Compare",
                                        "面前的人，和他手中证件上的照片、姓名",
                                        "This person with photo and name on the card in their hand"),
                                staffLine("办理事项", "Service", "社保权益记录单打印", "Statement of contributions")),
                        List.of(
                                Choice.plain("不能确认", "I can't confirm", new Action.Decline()),
                                Choice.plain("是本人", "It is the holder", new Action.Agree()))));
        all.put("records", records(8));
        all.put("cases", new Screen.Cases(Text.of("我的办件", "My cases"), cases(4), List.of(END)));
        all.put(
                "case-progress",
                new Screen.CaseProgress(
                        Text.of("个体工商户设立登记", "Registration of a sole trader"),
                        "20261119-0042",
                        milestones(),
                        List.of(line("受理部门", "Department", "芙蓉区市场监督管理局"), line("预计办结", "Expected", "2026-11-27")),
                        List.of(BACK, Choice.plain("打印回执", "Print receipt", new Action.Print()), END)));
        all.put("printing", new Screen.Printing(Text.of("社会保险参保证明", "Social insurance certificate"), 1, 2));
        all.put(
                "take-paper",
                new Screen.TakePaper(
                        Text.of("您的参保证明（2 页）", "Your certificate (2 pages)"),
                        "document",
                        OptionalInt.of(45),
                        List.of(Choice.strong("我已取走", "I have taken it", new Action.PaperTaken()))));
        all.put(
                "take-receipt",
                new Screen.TakePaper(Text.of("您的凭条", "Your receipt"), "receipt", OptionalInt.of(20), List.of()));
        all.put(
                "take-card",
                new Screen.TakePaper(
                        Text.of("您的社会保障卡", "Your social security card"), "card", OptionalInt.of(30), List.of()));
        all.put(
                "take-blank",
                new Screen.TakePaper(
                        Text.of("您的营业执照（正本）", "Your business licence (original)"),
                        "blank",
                        OptionalInt.of(60),
                        List.of()));
        all.put(
                "open-box",
                new Screen.OpenBox(
                        Text.of("请取出您的不动产权证书", "Take out your property certificate"),
                        8,
                        true,
                        OptionalInt.of(90),
                        List.of(Choice.strong("柜门已关好", "The door is closed", new Action.Confirm()))));
        all.put(
                "open-box-opening",
                new Screen.OpenBox(
                        Text.of("请放入您的材料", "Put in your papers"), 112, false, OptionalInt.empty(), List.of()));
        all.put("review", review(OptionalInt.empty(), List.of(), Set.of()));
        all.put("review-reasons", review(OptionalInt.of(2), reasons(), Set.of("slow", "unclear")));
        all.put(
                "trouble",
                new Screen.Trouble(
                        "card-expired",
                        Text.of("您的身份证已过有效期", "Your ID card has expired"),
                        List.of(
                                Text.of("到户籍派出所或一楼公安窗口换领新证", "Renew it at the police counter on the first floor"),
                                Text.of(
                                        "带户口簿到二楼 5 号窗口办理本事项",
                                        "Bring your household register to counter 5 on the second floor"),
                                Text.of("拨打 12345 咨询", "Call 12345 for advice")),
                        true,
                        List.of(END)));
        all.put(
                "trouble-retry",
                new Screen.Trouble(
                        "card-lifted",
                        Text.of("卡片拿得太早了", "The card was lifted too early"),
                        List.of(Text.of(
                                "请把身份证平放在读卡区，听到提示音再拿起", "Lay the card flat and wait for the tone before you lift it")),
                        false,
                        List.of(BACK, Choice.strong("再试一次", "Try again", new Action.Retry()))));
        all.put(
                "help-by-person",
                new Screen.HelpByPerson(
                        Text.of("一楼大厅咨询台（距此 20 米）", "Information desk on the first floor, 20 m from here"),
                        "12345",
                        List.of(
                                Text.of("工作日 9:00–17:00 有工作人员帮您操作", "Staff help you on working days, 9:00 to 17:00"),
                                Text.of(
                                        "夜间请拨打热线，24 小时有人接听",
                                        "At night please call the hotline, it is answered day and night")),
                        List.of(BACK)));
        all.put(
                "farewell",
                new Screen.Farewell(
                        Text.of("感谢使用，再见", "Thank you, goodbye"),
                        List.of(
                                Text.of("请取走身份证", "Please take your ID card"),
                                Text.of("请取走打印的材料", "Please take your papers")),
                        8));
        all.put(
                "out-of-service",
                new Screen.OutOfService(
                        Text.of("终端正在维护，预计 30 分钟后恢复", "This kiosk is being serviced, back in about 30 minutes"),
                        List.of(
                                Text.of(
                                        "最近的自助终端：芙蓉区人社局（步行 6 分钟）",
                                        "Nearest kiosk: Furong Social Security Bureau, 6 minutes on foot"),
                                Text.of("拨打 12345 咨询", "Call 12345 for advice"))));
        MoneySample.usual(all);
        staff(all);
        return all;
    }

    private static void staff(Map<String, Screen> all) {
        List<Choice> choices = List.of(BACK, Choice.strong("登录", "Sign in", new Action.Confirm()));
        all.put("staff-pin", new Screen.StaffPin(4, false, Optional.empty(), choices));
        all.put(
                "staff-pin-wrong",
                new Screen.StaffPin(
                        0,
                        false,
                        Optional.of(Text.of(
                                "密码不对。只剩 1 次机会，再错卡将锁定",
                                "Wrong PIN. One try is left; another wrong one locks the card")),
                        choices));
        List<Choice> next = List.of(BACK, Choice.strong("下一步", "Next", new Action.Confirm()));
        all.put(
                "type-number",
                new Screen.TypeNumber(
                        Text.of("卡箱", "Card hopper"),
                        Text.of("装填之前，里面还有多少张？", "How many are in it, before you load?"),
                        "128",
                        Text.of("没有就输入 0", "Type 0 for none"),
                        false,
                        next));
        all.put(
                "type-number-printed",
                new Screen.TypeNumber(
                        Text.of("空白证照仓", "Blank magazine"),
                        Text.of("装入的最小号码是多少？", "What is the lowest number that you load?"),
                        "ZZ",
                        Text.of("请输入印在上面的全部数字", "Type all digits as they are printed"),
                        true,
                        next));
        all.put(
                "type-household",
                new Screen.TypeNumber(
                        Text.of("水费", "Water bill"),
                        Text.of("请输入户号", "Type the household number"),
                        "4301 0203 57",
                        Text.of("10 位数字，印在水费单上", "Ten digits, printed on the water bill"),
                        false,
                        List.of(BACK, Choice.strong("查询", "Look up", new Action.Confirm()))));
        all.put(
                "exchange-disputed",
                new Screen.Confirmation(
                        Text.of("空白证照仓", "Blank magazine"),
                        Text.of(
                                "您的同事清点的数目和账上不同。请您看过实物再确认。",
                                "A colleague's count differs from the books. Please look for yourself before you agree."),
                        List.of(
                                staffLine("剩余", "Left", "148 张，账上 150，少 2", "148, books 150: 2 missing"),
                                staffLine("号码与账上", "By number", "缺 3 张，多 1 张", "3 missing, 1 not in the books"),
                                staffLine(
                                        "剩余号段",
                                        "Numbers left",
                                        "ZZ000000100103 – ZZ000000100250",
                                        "ZZ000000100103 – ZZ000000100250"),
                                staffLine("剩余号段", "Numbers left", "ZZ000000430125", "ZZ000000430125"),
                                staffLine(
                                        "剩余号段",
                                        "Numbers left",
                                        "ZZ000000100260 – ZZ000000100268",
                                        "ZZ000000100260 – ZZ000000100268"),
                                staffLine("剩余号段", "Numbers left", "另有 2 段", "and 2 more ranges"),
                                staffLine("回收箱", "Bin", "11 张，账上 12，少 1", "11, books 12: 1 missing"),
                                staffLine("装入", "Loaded", "100 张", "100"),
                                staffLine(
                                        "装入号段",
                                        "Numbers loaded",
                                        "ZZ000000200001 – ZZ000000200100",
                                        "ZZ000000200001 – ZZ000000200100")),
                        List.of(
                                BACK,
                                Choice.plain("重新清点", "Count again", new Action.Confirm()),
                                Choice.strong("确认差异", "Agree", new Action.Agree()))));
        all.put(
                "doubt",
                new Screen.Confirmation(
                        Text.of("这份材料领走了吗？", "Was it taken?"),
                        Text.of(
                                "请看过出纸口和机内再回答。回答“没有”，它将作废，群众可以重新办理。",
                                "Look at the outlet and inside first. If not, it is revoked."),
                        List.of(
                                staffLine("事项", "Item", "参保证明打印", "Insurance certificate"),
                                staffLine("时间", "When", "11-21 20:46", "11-21 20:46"),
                                staffLine("证照编号", "Number", "4301-2026-0000123", "4301-2026-0000123"),
                                staffLine("已打印页数", "Pages printed", "1", "1")),
                        List.of(
                                Choice.plain("先不定", "Leave open", new Action.Back()),
                                Choice.plain("没有领走", "Not taken", new Action.Decline()),
                                Choice.plain("已领走", "Taken", new Action.Agree()))));
        all.put("staff-pin-checking", new Screen.StaffPin(8, true, Optional.empty(), choices));
        all.put(
                "staff-menu",
                new Screen.StaffMenu(
                        Text.of("维护工程师、物料管理员", "Field engineer, Stock keeper"),
                        List.of(
                                staffLine(
                                        "服务",
                                        "Service",
                                        "暂停：设备故障（11-21 20:46 起）",
                                        "out: Broken part, since 11-21 20:46"),
                                staffLine("设备", "Devices", "11 台中 2 台不能用", "2 of 11 not usable"),
                                staffLine("平台", "Platform", "已连通", "reachable"),
                                staffLine("未了结的业务", "Open transactions", "0", "0"),
                                staffLine("清点与装填", "Count and load", "卡箱没有完成", "Card hopper: not finished"),
                                staffLine("存疑业务", "Open questions", "2 件等人核实", "2 wait for a person"),
                                staffLine("纸张", "Paper", "312 / 500 张，约 21 天", "312 of 500, some 21 days"),
                                staffLine("墨粉", "Toner", "快用完", "low"),
                                staffLine("凭条纸卷", "Receipt roll", "120 / 260 张", "120 of 260")),
                        List.of(
                                deed("devices", "devices", "设备状态", "Devices", "逐台查看，附原因", "One by one, with reasons"),
                                deed(
                                        "put-back",
                                        "resume",
                                        "恢复服务",
                                        "Back into service",
                                        "重新接待群众",
                                        "The kiosk serves citizens again"),
                                deed(
                                        "paper-loaded",
                                        "paper",
                                        "已装满 A4 纸",
                                        "Paper filled up",
                                        "余量从满盘重新计数",
                                        "The count starts from a full tray"),
                                deed(
                                        "roll-loaded",
                                        "roll",
                                        "已换凭条纸卷",
                                        "Receipt roll changed",
                                        "余量从整卷重新计数",
                                        "The count starts from a full roll")),
                        List.of(Choice.plain("退出登录", "Sign out", new Action.Back()))));
        all.put(
                "staff-menu-reasons",
                new Screen.StaffMenu(
                        Text.of("为什么暂停服务？", "Why out of service?"),
                        List.of(),
                        List.of(
                                deed(
                                        "maintenance",
                                        "pause",
                                        "维护检修",
                                        "Maintenance",
                                        "终端正在维护",
                                        "This kiosk is being serviced"),
                                deed(
                                        "fault",
                                        "pause",
                                        "设备故障",
                                        "Broken part",
                                        "终端有部件故障，等待维修",
                                        "A part of this kiosk is broken and waits for repair"),
                                deed(
                                        "supplies",
                                        "pause",
                                        "等待耗材",
                                        "Supplies",
                                        "终端正在等待补充纸张等耗材",
                                        "This kiosk is waiting for paper or other supplies"),
                                deed(
                                        "place",
                                        "pause",
                                        "场地原因",
                                        "The place",
                                        "因场地原因，终端暂停使用",
                                        "This kiosk is closed because of where it stands")),
                        List.of(BACK)));
    }

    private static Screen.Line staffLine(String label, String englishLabel, String value, String englishValue) {
        return new Screen.Line(Text.of(label, englishLabel), Text.of(value, englishValue));
    }

    private static Screen.StaffDeed deed(
            String deed, String icon, String name, String englishName, String caption, String englishCaption) {
        return new Screen.StaffDeed(deed, icon, Text.of(name, englishName), Text.of(caption, englishCaption));
    }

    /** The worst ones: long words, many rows. */
    static Map<String, Screen> worst() {
        Map<String, Screen> all = new LinkedHashMap<>();
        List<Screen.Tile> twelve = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Screen.Tile tile = tiles(i % 3 == 2).get(i % 3);
            twelve.add(new Screen.Tile(tile.item() + "-" + i, tile.name(), tile.caption(), tile.icon(), tile.closed()));
        }
        all.put(
                "home-twelve",
                new Screen.Home(
                        twelve,
                        Optional.of(
                                Text.of(
                                        "公告：因系统升级，11月22日 0:00 至 6:00 暂停社会保险类服务，请您合理安排时间。",
                                        "Because of maintenance, social insurance services are closed on 22 November from 0:00 to 6:00."))));
        all.put("home-six", new Screen.Home(twelve.subList(0, 6), Optional.empty()));
        all.put("records-thirty", records(30));
        all.put(
                "records-none",
                new Screen.Records(
                        Text.of("社会保险缴费记录", "Social insurance contributions"),
                        List.of(),
                        List.of(Text.of("年月", "Month")),
                        List.of(),
                        List.of(BACK)));
        all.put("cases-ten", new Screen.Cases(Text.of("我的办件", "My cases"), cases(10), List.of(BACK, END)));
        all.put("cases-none", new Screen.Cases(Text.of("我的办件", "My cases"), List.of(), List.of(END)));
        MoneySample.worst(all);
        all.put("review-long", review(OptionalInt.of(1), longReasons(), Set.of("r1")));
        all.put(
                "trouble-long",
                new Screen.Trouble(
                        "platform-unreachable",
                        Text.of(
                                "暂时连不上政务服务平台，您的证明还没有开具",
                                "The government platform cannot be reached just now. Your certificate has not been made"),
                        List.of(
                                Text.of(
                                        "稍等几分钟再试一次，已经做过的不会重复办理",
                                        "Wait a few minutes and try again. Nothing that is done will be done twice"),
                                Text.of(
                                        "使用芙蓉区人社局的自助终端（步行 6 分钟）",
                                        "Use the kiosk at Furong Social Security Bureau, 6 minutes on foot"),
                                Text.of("工作日到二楼 5 号窗口办理", "Come to counter 5 on the second floor on working days"),
                                Text.of("拨打 12345，报出下面的代码", "Call 12345 and tell them the code below")),
                        true,
                        List.of(BACK, END, Choice.strong("再试一次", "Try again", new Action.Retry()))));
        return all;
    }

    private static Screen.WayTile way(
            String way, String chinese, String english, String captionChinese, String captionEnglish) {
        return new Screen.WayTile(
                way, Text.of(chinese, english), Text.of(captionChinese, captionEnglish), way, Optional.empty());
    }

    private static Screen consent() {
        return new Screen.Consent(
                Text.of("可以用摄像头看一下您的脸吗？", "May the camera look at your face?"),
                List.of(
                        section(
                                "result",
                                "做什么",
                                "What for",
                                "只与您的证件照片比对一次，确认是您本人",
                                "To compare it once with your photo: is it you?"),
                        section("place", "在哪里", "Where", "只在这台机器上比对，人脸不上传", "On this machine only; nothing is sent"),
                        section(
                                "time",
                                "留多久",
                                "How long",
                                "不拍照留存，比对完立即删除",
                                "No picture is kept; all is deleted at the end"),
                        section(
                                "conditions",
                                "可以不同意",
                                "You may say no",
                                "不同意也能办，换一种方式即可",
                                "Another way counts the same")),
                List.of(
                        Choice.plain("不同意，换一种方式", "No, another way", new Action.Decline()),
                        Choice.plain("同意，开始比对", "Yes, go ahead", new Action.Agree())));
    }

    private static Screen typing(String entered, Optional<Text> hint, OptionalInt againIn) {
        List<Choice> choices = new ArrayList<>();
        if (againIn.isEmpty()) {
            choices.add(Choice.plain("重新发送", "Send again", new Action.SendAgain()));
        }
        choices.add(ANOTHER_WAY);
        choices.add(BACK);
        return new Screen.TypeCode(
                Text.of("验证码已发送到 120****0021", "A code was sent to 120****0021"), 6, entered, hint, againIn, choices);
    }

    private static Screen.Line line(String chinese, String english, String value, String inEnglish) {
        return new Screen.Line(Text.of(chinese, english), Text.of(value, inEnglish));
    }

    private static Screen.Line line(String chinese, String english, String value) {
        return new Screen.Line(Text.of(chinese, english), Text.same(value));
    }

    private static List<Screen.Tile> tiles(boolean closed) {
        return List.of(
                new Screen.Tile(
                        "insurance-certificate",
                        Text.of("社保参保证明打印", "Social insurance certificate"),
                        Text.of("带电子印章，全国可验", "Sealed, can be verified anywhere"),
                        "certificate",
                        Optional.empty()),
                new Screen.Tile(
                        "contribution-records",
                        Text.of("社保缴费记录查询", "Insurance contributions"),
                        Text.of("逐月明细，可打印", "Month by month, printable"),
                        "records",
                        Optional.empty()),
                new Screen.Tile(
                        "case-progress",
                        Text.of("办件进度查询", "Progress of a case"),
                        Text.of("您办的事到哪一步了", "How far your matter has come"),
                        "progress",
                        closed ? Optional.of(Text.of("网络中断，暂时查不到", "The network is down")) : Optional.empty()));
    }

    /** The product's own catalogue. */
    private static List<Screen.Tile> shipped() {
        return Catalogue.shipped().items().stream()
                .filter(item -> !item.begunByCode())
                .map(item -> new Screen.Tile(item.id(), item.name(), item.caption(), item.icon(), Optional.empty()))
                .toList();
    }

    /** As many items as a well equipped kiosk has, one of them closed. */
    private static List<Screen.Tile> everything() {
        return List.of(
                item(
                        "insurance-certificate",
                        "参保证明打印",
                        "Social insurance certificate",
                        "带电子印章，全国可验",
                        "Sealed",
                        "certificate"),
                item("contribution-query", "社保缴费记录查询", "Social insurance records", "逐月明细", "Month by month", "records"),
                item("case-progress", "办件进度查询", "Progress of your case", "办到哪一步了", "How far it is", "progress"),
                item("annual-statement", "社保权益记录单打印", "Statement of contributions", "年度对账", "By year", "statement"),
                item(
                        "medical-insurance-fee",
                        "城乡居民医保缴费",
                        "Medical insurance",
                        "替家人缴也可以",
                        "For your family, too",
                        "insurance-fee"),
                item("traffic-fine", "交通违法罚款缴纳", "Traffic fines", "几张一次缴清", "Several at once", "traffic"),
                item("water-bill", "水费缴纳", "Water bill", "凭户号，不需证件", "By household number", "water"),
                item("property-fee", "不动产登记费缴纳", "Property registration fee", "非税缴款", "Fiscal payment", "property"),
                item(
                        "property-statement",
                        "不动产登记信息查询",
                        "Property register extract",
                        "打印，每份 10 元",
                        "Printed, ¥10",
                        "statement"),
                new Screen.Tile(
                        "social-card-collection",
                        Text.of("社保卡领取", "Collect social security card"),
                        Text.of("当场领卡", "On the spot"),
                        "card",
                        Optional.of(Text.of("卡片已发完", "No cards are left"))),
                item(
                        "locker-collection",
                        "证照柜领取",
                        "Collect from the locker",
                        "凭取件码或身份证",
                        "By code or ID card",
                        "locker"),
                item("locker-deposit", "材料存件", "Leave papers", "窗口下班也能交", "Also at night", "deposit"),
                item("business-licence", "营业执照打印", "Business licence", "正本、副本", "Original and copy", "licence"));
    }

    private static Screen.Tile item(
            String item, String chinese, String english, String caption, String englishCaption, String icon) {
        return new Screen.Tile(
                item, Text.of(chinese, english), Text.of(caption, englishCaption), icon, Optional.empty());
    }

    private static List<Screen.Section> sections() {
        return List.of(
                section(
                        "basis",
                        "设定依据",
                        "Legal basis",
                        "《中华人民共和国社会保险法》第七十四条：用人单位和个人可以免费查询、核对其缴费和享受社会保险待遇记录。",
                        "Social Insurance Law of the People's Republic of China, article 74: employers and individuals may look up and check their records of contributions and benefits free of charge."),
                section(
                        "conditions",
                        "受理条件",
                        "Who may apply",
                        "在本市参加过社会保险的个人。",
                        "Persons who have been insured in this city.",
                        "参保状态不限：正在参保、暂停或终止均可。",
                        "Whether the insurance is running, suspended or ended."),
                section(
                        "materials",
                        "办理材料",
                        "What to bring",
                        "本人居民身份证、港澳台居民居住证或外国人永久居留身份证原件。",
                        "Your own resident ID card, residence permit for residents of Hong Kong, Macau or Taiwan, or foreign permanent resident ID card."),
                section(
                        "steps",
                        "办理流程",
                        "Steps",
                        "1. 放上身份证，核验身份。",
                        "1. Place your ID card on the reader.",
                        "2. 核对信息并确认。",
                        "2. Check the data and agree.",
                        "3. 打印，取走证明。",
                        "3. Print, take your certificate.",
                        "4. 评价本次服务。",
                        "4. Rate the service."),
                section("time", "办结时限", "Time", "法定 1 个工作日；承诺当场办结。", "By law 1 working day; promised: at once."),
                section("fee", "收费", "Fee", "不收费。", "None."),
                section(
                        "place",
                        "办理地点",
                        "Place",
                        "本终端；芙蓉区政务服务中心二楼 5 号窗口，工作日 9:00–12:00，13:30–17:00。",
                        "This kiosk; counter 5 on the second floor of Furong District Service Centre, working days 9:00–12:00 and 13:30–17:00."),
                section("phone", "咨询电话", "Phone", "0731-12333，监督投诉 12345。", "0731-12333, complaints 12345."),
                section(
                        "result",
                        "办理结果",
                        "Result",
                        "《社会保险参保证明》（纸质，加盖电子印章），扫描二维码可验真伪。",
                        "Certificate of social insurance on paper with an electronic seal; its QR code shows whether it is genuine."));
    }

    private static Screen.Section section(String icon, String chinese, String english, String... lines) {
        List<Text> texts = new ArrayList<>();
        for (int i = 0; i < lines.length; i += 2) {
            texts.add(Text.of(lines[i], lines[i + 1]));
        }
        return new Screen.Section(icon, Text.of(chinese, english), texts);
    }

    private static Screen records(int number) {
        List<List<Text>> rows = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            rows.add(List.of(
                    Text.same("2026-%02d".formatted(i % 12 + 1)),
                    Text.of(i % 3 == 0 ? "企业职工基本养老保险" : "失业保险", i % 3 == 0 ? "Pension" : "Unemployment"),
                    Text.same("%,d.00".formatted(4027 + i * 13)),
                    Text.same("%d.60".formatted(322 + i)),
                    Text.of("已到账", "Paid")));
        }
        return new Screen.Records(
                Text.of("社会保险缴费记录", "Social insurance contributions"),
                List.of(line("累计缴费", "In all", "86 个月"), line("个人账户", "Own account", "¥ 28,416.37")),
                List.of(
                        Text.of("年月", "Month"),
                        Text.of("险种", "Insurance"),
                        Text.of("缴费基数", "Base"),
                        Text.of("个人缴纳", "Own share"),
                        Text.of("状态", "State")),
                rows,
                List.of(
                        BACK,
                        Choice.plain("打印明细", "Print", new Action.Print()),
                        Choice.strong("完成", "Done", new Action.Confirm())));
    }

    private static List<Screen.CaseLine> cases(int number) {
        List<Screen.CaseLine> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            boolean closed = i % 2 == 1;
            all.add(new Screen.CaseLine(
                    closed
                            ? Text.of("城乡居民基本医疗保险参保登记", "Registration for residents' medical insurance")
                            : Text.of("个体工商户设立登记", "Registration of a sole trader"),
                    "20261119-00" + (42 + i),
                    closed ? Text.of("已办结", "Closed") : Text.of("审核中", "In review"),
                    closed,
                    "2026-11-20"));
        }
        return all;
    }

    private static List<Screen.Milestone> milestones() {
        return List.of(
                new Screen.Milestone(Text.of("收件", "Received"), "2026-11-19 09:12", Screen.MilestoneState.DONE),
                new Screen.Milestone(Text.of("受理", "Accepted"), "2026-11-19 10:40", Screen.MilestoneState.DONE),
                new Screen.Milestone(Text.of("审核", "In review"), "2026-11-20", Screen.MilestoneState.CURRENT),
                new Screen.Milestone(Text.of("决定", "Decision"), "", Screen.MilestoneState.AHEAD),
                new Screen.Milestone(Text.of("送达", "Delivery"), "", Screen.MilestoneState.AHEAD));
    }

    private static Screen review(OptionalInt level, List<Screen.Reason> reasons, Set<String> marked) {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.plain("不评价", "Skip", new Action.SkipReview()));
        if (level.isPresent()) {
            choices.add(Choice.strong("提交评价", "Send", new Action.SubmitReview()));
        }
        return new Screen.Review(
                Text.of("社会保险参保证明打印", "Social insurance certificate"), level, reasons, marked, choices);
    }

    private static List<Screen.Reason> reasons() {
        return List.of(
                new Screen.Reason("slow", Text.of("等待时间长", "Took too long")),
                new Screen.Reason("unclear", Text.of("指引不清楚", "Guidance unclear")),
                new Screen.Reason("device", Text.of("设备不好用", "Device is hard to use")),
                new Screen.Reason("materials", Text.of("要求提供多余材料", "Asked for needless papers")),
                new Screen.Reason("result", Text.of("结果不满意", "Result is not right")),
                new Screen.Reason("other", Text.of("其他", "Other")));
    }

    private static List<Screen.Reason> longReasons() {
        List<Screen.Reason> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(new Screen.Reason(
                    "r" + i, Text.of("没有一次性告知需要的全部材料", "Was not told at once about all the papers needed")));
        }
        return all;
    }
}
