package org.zizhu.platform.payment;

import org.zizhu.platform.bilingual.Text;

/** Why money goes back, or waits for a person. */
public enum Ground {
    /** The terminal could not give what was paid for. */
    NOT_PROVIDED("未能提供服务", "What was paid for could not be provided"),
    /** It was paid after the terminal had been told that it would be closed. */
    PAID_LATE("超时支付", "Paid after the order was given up"),
    /** The same matter was paid for by another order. */
    PAID_TWICE("重复支付", "Paid twice"),
    /** What was due was paid by another order before. */
    DUE_SETTLED("该款项已经缴清", "It had been paid already"),
    /** No terminal ever heard of the payment. */
    NOBODY_WAITED("支付结果未送达终端", "No kiosk was waiting for the payment"),
    /** The terminal knew of the payment and has not said what came of it. */
    TERMINAL_SILENT("终端未报告办理结果", "The kiosk has not said what came of it"),
    /** The provider has given money back that we did not ask it to. */
    REFUNDED_ELSEWHERE("已由支付机构退款", "Refunded by the provider"),
    /** Another sum came than was asked for. */
    OTHER_SUM("支付金额不符", "Another sum was paid"),
    /** The provider won't or can't give it back. */
    REFUND_FAILED("退款失败", "The refund failed");

    private final Text words;

    Ground(String zh, String en) {
        this.words = new Text(zh, en);
    }

    public Text words() {
        return words;
    }

    /** Whether it is the money itself that is not as it should be: until a person has looked, nothing is given for it and none goes back. */
    boolean moneyInQuestion() {
        return this == REFUNDED_ELSEWHERE || this == OTHER_SUM;
    }
}
