package org.zizhu.platform.insurance;

import org.zizhu.platform.bilingual.Text;

/** How a month came to be paid. */
public enum Payment {
    PAID("正常缴费", "Paid"),
    PAID_LATE("补缴", "Paid in arrears");

    private final Text title;

    Payment(String zh, String en) {
        this.title = new Text(zh, en);
    }

    public Text title() {
        return title;
    }
}
