package org.zizhu.platform.api;

import java.util.Locale;
import org.zizhu.platform.bilingual.Text;

/** Every reason for which the platform says no. The constant's name in lower case with hyphens is the code on the wire. */
public enum Refusal {
    MALFORMED_REQUEST(400, "请求格式不正确", "The request is malformed"),
    CSR_INVALID(400, "证书申请不正确", "The request for a certificate is none, or its key is too weak"),
    CERTIFICATE_REQUIRED(401, "请出示终端证书", "A terminal shows its certificate"),
    SESSION_EXPIRED(401, "身份核验已过期，请重新刷卡", "The session has ended; identify again"),
    ENROLMENT_CODE_UNKNOWN(403, "没有这个登记码", "There is no such enrolment code"),
    ENROLMENT_CODE_EXPIRED(403, "登记码已过期，请换一个", "The enrolment code has run out; ask for another"),
    TERMINAL_MISMATCH(403, "终端与证书不符", "The terminal is not the one of the certificate"),
    CARD_EXPIRED(403, "证件已过有效期", "The card has expired"),
    CARD_LOST(403, "证件已挂失", "The card was reported lost"),
    SOCIAL_CARD_EXPIRED(403, "社会保障卡已过有效期", "The social security card has expired"),
    SOCIAL_CARD_LOST(403, "社会保障卡已挂失", "The social security card was reported lost"),
    SOCIAL_CARD_REPLACED(403, "这张社会保障卡已停用", "The social security card has been replaced by another"),
    CODE_WRONG(403, "验证码不正确", "The code is not the one that was sent"),
    CODE_EXPIRED(403, "验证码已过期", "The code has run out"),
    CODE_USED_UP(403, "验证码错误次数已用完", "The code was wrong too often"),
    NOT_GUARDIAN(403, "登记中没有这项监护关系", "The register knows of no such guardianship"),
    AGENT_OVER_LIMIT(403, "今天替别人办理的次数已到上限", "No more can be done for others today"),
    ACTING_NOT_ALLOWED(403, "这件事不能由别人代办", "Nobody can act for another in this item"),
    ASSURANCE_TOO_LOW(403, "这件事还需进一步核验身份", "This item demands more proof of who it is"),
    SLIP_OTHER_PERSON(403, "这张凭条是别人付的款，请本人办理", "Somebody else has paid for this slip; they have to come themselves"),
    STAFF_REVOKED(403, "工作证已被注销", "The staff card has been revoked"),
    STAFF_NOT_ALLOWED(403, "持这张工作证的人不能决定款项", "The holder of this staff card cannot decide about money"),
    DATA_MISMATCH(403, "证件信息与登记信息不一致", "The card does not agree with the register"),
    QR_EXPIRED(403, "码已过有效时间，请刷新", "The code has run out; refresh it"),
    QR_OTHER_TERMINAL(403, "码不是给本机用的", "The code is for another kiosk"),
    QR_REVOKED(403, "码已作废", "The code was cancelled"),
    QR_WRONG_KIND(403, "码不能用来证明身份", "The code does not identify anybody"),
    NOT_FOUND(404, "没有此接口", "There is nothing at this path"),
    PERSON_UNKNOWN(404, "本平台没有此人的登记信息", "The register does not know this person"),
    DOCUMENT_UNKNOWN(404, "没有此文书", "There is no such document for this holder"),
    BOOKING_UNKNOWN(404, "没有这个预约，或已取消", "There is no such booking, or it was cancelled"),
    CASE_UNKNOWN(404, "没有这个办件", "There is no such case"),
    QR_NOT_RECOGNISED(404, "没有这个码", "There is no such code"),
    ORDER_UNKNOWN(404, "没有此订单", "There is no such order"),
    CARD_NONE_WAITING(404, "没有待领取的社保卡", "No new card waits for this person"),
    CARD_UNKNOWN(404, "没有这张卡", "There is no such card in this terminal"),
    LOCKER_NOTHING_WAITS(404, "柜内没有待领取的证照", "Nothing waits in this locker"),
    BOX_UNKNOWN(404, "没有这个柜格", "There is no such box"),
    HOUSEHOLD_UNKNOWN(404, "没有这个户号，请核对后再输入", "There is no such household number; check it and enter it again"),
    DUE_UNKNOWN(404, "没有这笔应缴款项", "Nothing is due under that number"),
    SLIP_UNKNOWN(404, "没有这张凭条，请核对后再试", "There is no such slip; check it and try again"),
    CLAIM_UNKNOWN(404, "没有这笔待处理款项", "There is no such claim"),
    METHOD_NOT_ALLOWED(405, "不支持此方法", "The method is not allowed here"),
    ENROLMENT_CODE_USED(409, "登记码已经用过，请换一个", "The enrolment code was used for another key; ask for another"),
    NAME_MISMATCH(409, "登记码属于另一台终端", "The enrolment code is for another terminal"),
    NO_PHONE_ON_RECORD(409, "没有登记手机号码", "There is no phone on record"),
    AGENT_IS_PRINCIPAL(409, "代办人和被代办人是同一个人", "Both are the same person"),
    OTHER_PERSON(409, "两次核验的不是同一个人", "The two sessions are of two people"),
    NO_PHOTO_ON_RECORD(409, "没有登记照片", "There is no photo on record"),
    NOTHING_TO_CERTIFY(409, "没有参保记录，无法出具证明", "There is no insurance history to certify"),
    NOT_PRINTABLE(409, "含有无法正确印制的字，请到窗口办理", "A character cannot be printed correctly; the counter can help"),
    DOCUMENT_REVOKED(409, "文书已作废", "The document was revoked"),
    DOCUMENT_WITHDRAWN(409, "文书申请已撤回", "The request for the document was withdrawn"),
    DELIVERY_SETTLED(409, "交付结果已确定，不能更改", "The outcome of the delivery is settled already"),
    QR_REPLAYED(409, "码已经用过，请刷新", "The code was used; refresh it"),
    ORDER_UNWANTED(409, "订单已取消", "The order was cancelled before it was made"),
    BLANK_USED(409, "这张空白证照已经用过或作废", "This blank has been used, or is void"),
    NO_BUSINESS(409, "没有查到您名下的经营主体", "No business of yours is on record"),
    ORDER_NOT_PAID(409, "订单未支付", "The order is not paid"),
    DUE_SETTLED(409, "这笔款项已经缴清，不用再缴", "It has been paid already; nothing is due any more"),
    DUE_CHANGED(409, "应缴金额有变化，请重新查询", "Another sum is due by now; look it up again"),
    SLIP_TAKEN(409, "这张凭条正在另一台终端办理", "This slip is being dealt with at another kiosk"),
    SLIP_IN_QUESTION(409, "这笔付款要由工作人员核实", "Staff have to look into this payment"),
    LINE_SETTLED(409, "款项已另行处理，不能更改", "The money of that line went another way already"),
    MEANS_UNAVAILABLE(409, "该支付方式暂不可用，请换一种支付方式", "This way of paying does not work just now; please take another"),
    CARD_ELSEWHERE(409, "新卡不在这台机器里", "The new card is in another terminal"),
    CARD_RETAINED(409, "新卡已被收回，请到窗口领取", "The new card was drawn back; staff hand it out"),
    CARD_UNSETTLED(409, "新卡去向正在核实", "It is being found out where the new card is"),
    LOCKER_FULL(409, "柜格都满了", "All boxes are full"),
    BOX_RELEASED(409, "柜格申请已撤回", "The request for a box was withdrawn"),
    TOO_LARGE(413, "请求内容过大", "The request is too large"),
    NOT_JSON(415, "请求内容须为 JSON", "The request must be JSON"),
    IDEMPOTENCY_KEY_REUSED(422, "同一幂等键用于不同请求", "The idempotency key was used for another request"),
    CODE_TOO_SOON(429, "验证码刚刚发过，请稍候", "A code was sent a moment ago"),
    HEADER_TOO_LARGE(431, "请求头过大", "The request header is too large"),
    INTERNAL_ERROR(500, "平台内部错误，请稍后再试", "The platform failed; try again later"),
    TOO_BUSY(503, "平台繁忙，请稍后再试", "The platform is busy; try again later");

    private final int status;
    private final Text message;

    Refusal(int status, String zh, String en) {
        this.status = status;
        this.message = new Text(zh, en);
    }

    public int status() {
        return status;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Text message() {
        return message;
    }
}
