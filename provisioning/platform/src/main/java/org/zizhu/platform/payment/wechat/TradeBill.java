package org.zizhu.platform.payment.wechat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.zizhu.platform.payment.BillEntry;

/**
 * A trade bill (交易账单) of WeChat Pay: a line of titles; a line for each trade, every field behind a back quote; and two lines of sums.
 * Money is in yuan with two decimals.
 */
final class TradeBill {

    private TradeBill() {}

    /** @throws IllegalArgumentException if it is no such bill */
    static List<BillEntry> read(String text) {
        List<String> lines = text.lines().toList();
        // A byte order mark stands before the first title.
        List<String> titles = lines.isEmpty()
                ? List.of()
                : Arrays.asList(lines.get(0).replace("\uFEFF", "").split(",", -1));
        int order = column(titles, "商户订单号");
        int refund = column(titles, "商户退款单号");
        int state = column(titles, "交易状态");
        int paid = column(titles, "订单金额");
        int refunded = column(titles, "申请退款金额");
        List<BillEntry> entries = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (!line.startsWith("`")) {
                // The sums follow.
                return entries;
            }
            String[] fields = line.substring(1).split(",`", -1);
            entries.add(
                    fields[state].equals("REFUND")
                            ? new BillEntry(fields[order], fields[refund], fen(fields[refunded]))
                            : new BillEntry(fields[order], "", fen(fields[paid])));
        }
        throw new IllegalArgumentException("the bill ends before its sums");
    }

    private static int column(List<String> titles, String title) {
        int column = titles.indexOf(title);
        if (column < 0) {
            throw new IllegalArgumentException("the bill has no column " + title);
        }
        return column;
    }

    private static long fen(String yuan) {
        return new BigDecimal(yuan).movePointRight(2).longValueExact();
    }
}
