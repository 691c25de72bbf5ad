package org.zizhu.platform.document;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.zizhu.platform.business.Business;
import org.zizhu.platform.document.Sheet.Anchor;
import org.zizhu.platform.document.Sheet.Ink;
import org.zizhu.platform.document.Sheet.Lettering;

/**
 * Sets a business licence (营业执照副本) for its numbered blank, A4 across. Frame, emblem, title and the words at the foot are on the blank
 * already; what is set here is what differs from licence to licence, the labels among it, for they are not the same for a company and an
 * individual business. All places in millimetres.
 */
final class LicenceTypesetter {

    private static final float LEFT = 34;
    private static final float RIGHT_COLUMN = 163;
    private static final float LABEL_WIDTH = 30;
    private static final float LEFT_ROOM = 88;
    private static final float RIGHT_ROOM = 78;
    private static final float TOP = 84;
    private static final float STEP = 13.5f;
    private static final float LINE = 6.4f;
    private static final float QR_SIZE = 27;
    private static final float QR_LEFT = 236;
    private static final float QR_TOP = 26;
    private static final float SEAL_MIDDLE = 228;
    private static final float SEAL_Y = 163;

    private static final Lettering LABEL = new Lettering(13, true, Ink.BLACK);
    private static final Lettering VALUE = new Lettering(12.5f, false, Ink.BLACK);
    private static final Lettering CODE = new Lettering(14, true, Ink.BLACK);
    private static final Lettering SMALL = new Lettering(8, false, Ink.GREY);
    private static final Lettering DATE = new Lettering(14, false, Ink.BLACK);

    private LicenceTypesetter() {}

    static void set(Order order, PDDocument document, Pen pen) throws IOException {
        Business business = order.business().orElseThrow();
        try (Sheet sheet = Sheet.across(document, pen)) {
            head(sheet, order, business);
            left(sheet, pen, business);
            right(sheet, pen, business);
            authority(sheet, order);
            foot(sheet, order);
        }
    }

    private static void head(Sheet sheet, Order order, Business business) throws IOException {
        sheet.text("统一社会信用代码", LEFT, 34, LABEL, Anchor.LEFT);
        sheet.text(business.code(), LEFT, 42, CODE, Anchor.LEFT);
        sheet.text("（副 本）", Sheet.HEIGHT_MM / 2, 68, new Lettering(16, false, Ink.BLACK), Anchor.MIDDLE);
        QrSquare.draw(sheet, order.qr(), QR_LEFT, QR_TOP, QR_SIZE);
        sheet.text("扫码核验真伪", QR_LEFT + QR_SIZE / 2, QR_TOP + QR_SIZE + 4.5f, SMALL, Anchor.MIDDLE);
    }

    private static void left(Sheet sheet, Pen pen, Business business) throws IOException {
        float y = TOP;
        y = row(sheet, pen, LEFT, y, LEFT_ROOM, "名　　称", business.name());
        y = row(sheet, pen, LEFT, y, LEFT_ROOM, "类　　型", business.company() ? "有限责任公司（自然人独资）" : "个体工商户");
        y = row(sheet, pen, LEFT, y, LEFT_ROOM, business.company() ? "法定代表人" : "经 营 者", business.owner());
        row(sheet, pen, LEFT, y, LEFT_ROOM, "经营范围", business.scope());
    }

    private static void right(Sheet sheet, Pen pen, Business business) throws IOException {
        float y = TOP;
        y = business.company()
                ? row(sheet, pen, RIGHT_COLUMN, y, RIGHT_ROOM, "注册资本", capital(business.capital()))
                : row(sheet, pen, RIGHT_COLUMN, y, RIGHT_ROOM, "组成形式", "个人经营");
        y = row(
                sheet,
                pen,
                RIGHT_COLUMN,
                y,
                RIGHT_ROOM,
                business.company() ? "成立日期" : "注册日期",
                Wording.day(business.registered()));
        row(sheet, pen, RIGHT_COLUMN, y, RIGHT_ROOM, business.company() ? "住　　所" : "经营场所", business.premises());
    }

    private static float row(Sheet sheet, Pen pen, float x, float top, float room, String label, String value)
            throws IOException {
        sheet.text(label, x, top, LABEL, Anchor.LEFT);
        float y = top;
        for (String line : pen.lines(value, VALUE.points(), room)) {
            sheet.text(line, x + LABEL_WIDTH, y, VALUE, Anchor.LEFT);
            y += LINE;
        }
        return Math.max(top + STEP, y + STEP - LINE);
    }

    /** The seal goes over the date (骑年盖月); it is drawn first, so that the date stays readable. */
    private static void authority(Sheet sheet, Order order) throws IOException {
        Seal.stamp(sheet, order.issuer(), SEAL_MIDDLE, SEAL_Y);
        sheet.text("登记机关", RIGHT_COLUMN, SEAL_Y + 1, new Lettering(15, true, Ink.BLACK), Anchor.LEFT);
        sheet.text(date(order.day()), SEAL_MIDDLE, SEAL_Y + Seal.DATE_MM + 1, DATE, Anchor.MIDDLE);
    }

    private static void foot(Sheet sheet, Order order) throws IOException {
        float y = 181;
        sheet.text("印制号 " + order.blank().orElseThrow(), LEFT, y, SMALL.sized(9), Anchor.LEFT);
        sheet.text(
                "编号 No. " + order.number() + "　防伪码 " + VerificationCode.grouped(order.code()),
                LEFT,
                y + 4.6f,
                SMALL,
                Anchor.LEFT);
        sheet.text(
                "示范样本，不具法律效力 · Specimen of a sandbox city, without legal effect", LEFT, y + 9.2f, SMALL, Anchor.LEFT);
    }

    /** In the numerals of money (大写), as licences have it. */
    private static String capital(int tenThousands) {
        String[] digits = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
        StringBuilder words = new StringBuilder();
        int hundreds = tenThousands / 100;
        int tens = tenThousands / 10 % 10;
        if (hundreds > 0) {
            words.append(digits[hundreds]).append("佰");
        }
        if (tens > 0) {
            words.append(digits[tens]).append("拾");
        }
        return words + "万元整";
    }

    private static String date(LocalDate day) {
        return String.format(
                Locale.ROOT, "%d 年 %02d 月 %02d 日", day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }
}
