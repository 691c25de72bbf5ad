package org.zizhu.platform.payment;

import org.zizhu.platform.bilingual.Text;
import org.zizhu.platform.due.DueKind;

/** By what a citizen pays. */
public enum Means {
    WECHAT_PAY("微信支付", "WeChat Pay"),
    ALIPAY("支付宝", "Alipay"),
    /** A 缴款码 of the treasury's platform: government fees never pass through a merchant's account. */
    NON_TAX("非税缴款码", "Payment code of the treasury");

    private final Text title;

    Means(String zh, String en) {
        this.title = new Text(zh, en);
    }

    /** Whether what is due is paid so: what goes to the treasury by its code only, and a utility has no such code. */
    boolean collects(DueKind kind) {
        return switch (kind) {
            case MEDICAL_INSURANCE -> true;
            case TRAFFIC_FINE, PROPERTY_FEE -> this == NON_TAX;
            case WATER -> this != NON_TAX;
        };
    }

    public Text title() {
        return title;
    }
}
