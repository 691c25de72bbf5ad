package org.zizhu.platform.payment.alipay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.zizhu.platform.payment.BillEntry;

/**
 * A bill (账单) of Alipay: a ZIP with two tables in GBK, of which 业务明细 names each trade. Lines of remarks begin with {@code #}; fields
 * end with a tab; money is in yuan, and what went back is negative.
 */
final class TradeBill {

    private static final Charset GBK = Charset.forName("GBK");

    private TradeBill() {}

    /** @throws IllegalArgumentException if it is no such bill */
    static List<BillEntry> read(byte[] zip) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), GBK)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith("业务明细.csv")) {
                    return table(new String(in.readAllBytes(), GBK));
                }
            }
        }
        throw new IllegalArgumentException("the bill has no table of trades");
    }

    private static List<BillEntry> table(String text) {
        if (!text.contains("#-----------------------------------------业务明细列表结束")) {
            throw new IllegalArgumentException("the bill ends before its end");
        }
        List<List<String>> rows = text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line ->
                        Arrays.stream(line.split(",", -1)).map(String::strip).toList())
                .toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("the bill has no titles");
        }
        int order = column(rows.get(0), "商户订单号");
        int kind = column(rows.get(0), "业务类型");
        int sum = column(rows.get(0), "订单金额（元）");
        int refund = column(rows.get(0), "退款批次号/请求号");
        List<BillEntry> entries = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            boolean back = row.get(kind).equals("退款");
            entries.add(new BillEntry(row.get(order), back ? row.get(refund) : "", Math.abs(Alipay.fen(row.get(sum)))));
        }
        return entries;
    }

    private static int column(List<String> titles, String title) {
        int column = titles.indexOf(title);
        if (column < 0) {
            throw new IllegalArgumentException("the bill has no column " + title);
        }
        return column;
    }
}
