package org.zizhu.drivers.receipt;

import java.util.List;
import org.zizhu.drivers.receipt.Receipt.Field;
import org.zizhu.drivers.receipt.Receipt.Heading;
import org.zizhu.drivers.receipt.Receipt.Paragraph;
import org.zizhu.drivers.receipt.Receipt.QrCode;
import org.zizhu.drivers.receipt.Receipt.Rule;
import org.zizhu.drivers.receipt.Receipt.Title;

/** Receipts of synthetic citizens. */
public final class Receipts {
    public static final String VERIFY = "https://zs.example.gov.cn/v/GX4501189900000042";

    private Receipts() {}

    /** As it comes with a certificate: everything that a receipt can have. */
    public static Receipt certificate() {
        return new Receipt(List.of(
                new Title("南宁市政务服务自助终端"),
                new Paragraph("证明打印凭条  Certificate receipt"),
                new Rule(),
                new Field("办理事项", "社会保险参保缴费证明"),
                new Field("申请人", "𠮷·㐂𫟦𬺰"),
                new Field("证件号码", "450103********0017"),
                new Field("证明编号", "GX-4501-1899-00000042"),
                new Field("参保单位", "南宁市青秀区人力资源和社会保障综合服务中心（民族大道办事处）"),
                new Field("办理时间", "2026-11-21 22:48"),
                new Field("Transaction reference number", "7c3b0a1e-55aa-4f6e-9d0c-2e8b4c6f1d20"),
                new Field("页数", "2 页"),
                new Field("费用", "免费"),
                new Rule(),
                new Heading("温馨提示  Please note"),
                new Paragraph("1. 请取走您的证明和凭条，离开前请确认身份证已收好。"),
                new Paragraph("2. 扫描下方二维码可核验证明真伪，证明自打印之日起六个月内有效。"),
                new Paragraph(
                        "Scan the code below to check that the certificate is genuine. It is valid for six months."),
                new QrCode(VERIFY, "扫码核验真伪  Scan to verify"),
                new Paragraph("咨询电话：12345")));
    }

    /** Two lines. */
    public static Receipt small(String name) {
        return new Receipt(List.of(new Title("凭条"), new Field("姓名", name)));
    }
}
