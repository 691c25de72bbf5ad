package org.zizhu.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;

/** The screens about money, as they are usually and as bad as they get. */
final class MoneySample {
    private static final Choice BACK = Choice.plain("返回", "Back", new Action.Back());
    private static final Choice PAY = Choice.strong("去付款", "Pay", new Action.Confirm());
    private static final Text TREASURY = Text.of("长沙市财政局非税收入管理处", "Changsha Finance Bureau, fiscal revenue office");
    private static final Text LONGEST_PAYEE = Text.of(
            "国家税务总局龙胜各族自治县税务局社会保险费和非税收入征收管理股",
            "State Taxation Administration, Longsheng tax office, social insurance and fiscal revenue");
    private static final String RECEIPT = "https://pz.example/e/430106/0026112800000017?check=7K2M9QX4";

    private static final String SLIP =
            "ZZ1:6BF5JP5DJ0D9Z6Y+7 ZN0H4MB90U7R7$7J92AYI7:E5D9CK0CA%U0T5PB40NM7S/3ZU0S*6BSCK%V*50C%S7B4VH9HW2L7R"
                    + "6CI3%7K2M4JF6QCV2T0N3P3W7A8QK4H2GKJ5X0";

    private MoneySample() {}

    static void usual(Map<String, Screen> all) {
        all.put("choose-dues", dues(3, Text.same("¥350.00")));
        all.put("choose-dues-none", dues(1, Text.same("¥0.00"), false));
        all.put(
                "choose-means",
                means(
                        List.of(line("城乡居民医保缴费（2027 年度）", "Medical insurance, 2027", "¥400.00")),
                        "¥400.00",
                        Text.of("肆佰元整", "400 yuan"),
                        TREASURY,
                        List.of(WECHAT, ALIPAY)));
        all.put(
                "choose-means-three",
                means(
                        tickets(2),
                        "¥350.00",
                        Text.of("叁佰伍拾元整", "350 yuan"),
                        TREASURY,
                        List.of(NON_TAX, WECHAT, ALIPAY)));
        all.put("pay-by-code", code("微信支付", "WeChat Pay", "wechat-pay", "¥400.00", TREASURY, 287, false));
        all.put("pay-by-code-checking", code("支付宝", "Alipay", "alipay", "¥400.00", TREASURY, 0, true));
        all.put(
                "paid",
                new Screen.Paid(
                        Text.of("缴费成功", "Paid"),
                        List.of(line("城乡居民医保缴费（2027 年度）", "Medical insurance, 2027", "¥400.00")),
                        Text.same("¥400.00"),
                        Optional.of(RECEIPT),
                        List.of(Choice.strong("完成", "Done", new Action.Confirm()))));
        all.put("slip", slip());
        all.put(
                "paid-no-receipt",
                new Screen.Paid(
                        Text.of("缴费成功", "Paid"),
                        tickets(2),
                        Text.same("¥350.00"),
                        Optional.empty(),
                        List.of(
                                Choice.plain("打印凭条", "Print a slip", new Action.Print()),
                                Choice.strong("完成", "Done", new Action.Confirm()))));
    }

    private static Screen slip() {
        return new Screen.Slip(
                Text.of("请用手机拍下这个码", "Take a photo of this code"),
                Text.of("到任一自助机选“扫码办理”，出示它就能继续办理。", "Show it at any kiosk, under 'Scan a code', to finish this."),
                SLIP,
                List.of(
                        new Screen.Line(Text.of("事项", "Service"), Text.of("不动产登记信息打印", "Property register extract")),
                        new Screen.Line(Text.of("金额", "Amount"), Text.same("¥10.00")),
                        new Screen.Line(Text.of("状态", "State"), Text.of("待核实", "To be checked by a person")),
                        new Screen.Line(Text.of("办件编号", "Case"), Text.same("8F3C21AB"))),
                List.of(Choice.strong("已拍下", "I have it", new Action.Confirm())));
    }

    static void worst(Map<String, Screen> all) {
        all.put(
                "slip-long",
                new Screen.Slip(
                        Text.of("请用手机拍下这个码", "Take a photo of this code"),
                        Text.of(
                                "到任一自助机选“扫码办理”，出示它就能继续办理。",
                                "Show it at any kiosk, under 'Scan a code', to finish this."),
                        SLIP,
                        List.of(
                                new Screen.Line(
                                        Text.of("事项", "Service"),
                                        Text.of("城乡居民医保缴费（2027 年度）", "Residents' medical insurance for 2027")),
                                new Screen.Line(Text.of("金额", "Amount"), Text.same("¥12,345,678.90")),
                                new Screen.Line(Text.of("状态", "State"), Text.of("待核实", "To be checked by a person")),
                                new Screen.Line(Text.of("办件编号", "Case"), Text.same("8F3C21AB"))),
                        List.of(Choice.strong("已拍下", "I have it", new Action.Confirm()))));
        all.put("choose-dues-ten", dues(10, Text.same("¥12,345,678.90")));
        all.put("choose-dues-one", dues(1, Text.same("¥150.00")));
        all.put(
                "choose-means-ten",
                means(
                        tickets(10),
                        "¥12,345,678.90",
                        Text.of("壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整", "12,345,678.90 yuan"),
                        LONGEST_PAYEE,
                        List.of(NON_TAX, WECHAT, ALIPAY)));
        all.put(
                "pay-by-code-long",
                code("非税缴款码", "Fiscal payment code", "non-tax", "¥12,345,678.90", LONGEST_PAYEE, 600, false));
        all.put(
                "paid-ten",
                new Screen.Paid(
                        Text.of("缴费成功，已记入平台", "Paid and entered"),
                        tickets(10),
                        Text.same("¥12,345,678.90"),
                        Optional.of(RECEIPT),
                        List.of(
                                Choice.plain("打印凭条", "Print a slip", new Action.Print()),
                                Choice.strong("完成", "Done", new Action.Confirm()))));
    }

    private static final Screen.MeansTile WECHAT =
            tile("WECHAT_PAY", "微信支付", "WeChat Pay", "用微信“扫一扫”", "Scan with WeChat", "wechat-pay");
    private static final Screen.MeansTile ALIPAY =
            tile("ALIPAY", "支付宝", "Alipay", "用支付宝“扫一扫”", "Scan with Alipay", "alipay");
    private static final Screen.MeansTile NON_TAX = tile(
            "NON_TAX",
            "非税缴款码",
            "Fiscal payment code",
            "用手机银行、微信或支付宝扫缴款码",
            "Scan with a banking app, WeChat or Alipay",
            "non-tax");

    private static Screen.MeansTile tile(
            String means, String chinese, String english, String caption, String englishCaption, String icon) {
        return new Screen.MeansTile(means, Text.of(chinese, english), Text.of(caption, englishCaption), icon);
    }

    private static Screen means(
            List<Screen.Line> lines, String amount, Text inWords, Text payee, List<Screen.MeansTile> means) {
        return new Screen.ChooseMeans(
                Text.of("请核对金额并选择付款方式", "Check the amount and choose how to pay"),
                lines,
                Text.same(amount),
                inWords,
                payee,
                means,
                List.of(BACK));
    }

    private static Screen code(
            String means, String english, String icon, String amount, Text payee, int seconds, boolean checking) {
        return new Screen.PayByCode(
                Text.of(means, english),
                icon,
                "weixin://wxpay/bizpayurl?pr=oTBxQ7Rz8",
                Text.same(amount),
                payee,
                seconds,
                checking,
                checking ? List.of() : List.of(Choice.plain("不付了", "Cancel", new Action.Back())));
    }

    private static Screen dues(int number, Text total) {
        return dues(number, total, true);
    }

    private static Screen dues(int number, Text total, boolean marked) {
        List<Screen.DueTile> dues = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            dues.add(
                    i % 3 == 2
                            ? new Screen.DueTile(
                                    "fine-" + i,
                                    Text.of("驾驶机动车违反道路交通信号灯通行", "Passing a red light"),
                                    Text.of(
                                            "编号 4301…0042 · 2026-11-02 08:14 · 韶山北路与人民路交叉口",
                                            "No. 4301…0042 · 2026-11-02 08:14 · Shaoshan North Road at Renmin Road"),
                                    Text.same("¥200.00"),
                                    false)
                            : new Screen.DueTile(
                                    "fine-" + i,
                                    Text.of("违反禁令标志指示", "Disregarding a prohibitory sign"),
                                    Text.of("编号 4301…0017 · 2026-10-21 17:40", "No. 4301…0017 · 2026-10-21 17:40"),
                                    Text.same("¥150.00"),
                                    marked));
        }
        return new Screen.ChooseDues(Text.of("待缴的交通违法罚款", "Traffic fines to pay"), dues, total, List.of(BACK, PAY));
    }

    private static List<Screen.Line> tickets(int number) {
        List<Screen.Line> lines = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            lines.add(
                    i % 2 == 0
                            ? line("违反禁令标志指示", "Disregarding a prohibitory sign", "¥150.00")
                            : line("驾驶机动车违反道路交通信号灯通行", "Passing a red light", "¥200.00"));
        }
        return lines;
    }

    private static Screen.Line line(String chinese, String english, String amount) {
        return new Screen.Line(Text.of(chinese, english), Text.same(amount));
    }
}
