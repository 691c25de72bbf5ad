package org.zizhu.platform.qr;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.zizhu.platform.bilingual.Text;

/** What a phone can show a code for. */
public enum CodeKind {
    /** Of other applications: strings that mean nothing but to the platform. */
    SOCIAL_SECURITY(0, "SSC", "电子社保卡", "Electronic social security card", Duration.ofSeconds(60)),
    MEDICAL_INSURANCE(0, "MIC", "医保电子凭证", "Medical insurance credential", Duration.ofSeconds(60)),
    CITY(0, "CITY", "城市码", "City code", Duration.ofSeconds(60)),
    /** Signed by the city; the numbers are those of the codes' contract. */
    IDENTITY(5, "", "自助身份码", "Zizhu identity code", Duration.ofSeconds(60)),
    CASE_PICKUP(2, "", "取件码", "Pick-up code", Duration.ofDays(3)),
    BOOKING(1, "", "预约码", "Booking code", Duration.ofDays(1)),
    STAFF_ENROLMENT(3, "", "员工登记码", "Staff enrolment code", Duration.ofDays(1)),
    CERTIFICATE_VERIFICATION(4, "", "文书验证码", "Document verification code", Duration.ofDays(90)),
    CLAIM_SLIP(6, "", "凭条码", "Slip code", Duration.ofDays(180));

    /** Those for which a session is opened for who shows them. */
    static final Set<CodeKind> IDENTIFYING = EnumSet.of(SOCIAL_SECURITY, MEDICAL_INSURANCE, CITY, IDENTITY);

    private final int number;
    private final String mark;
    private final Text title;
    private final Duration life;

    CodeKind(int number, String mark, String zh, String en, Duration life) {
        this.number = number;
        this.mark = mark;
        this.title = new Text(zh, en);
        this.life = life;
    }

    /** Whether the city signs it, so that a unit can verify it by itself. */
    public boolean signed() {
        return number != 0;
    }

    int number() {
        return number;
    }

    /** Which application's it is, within the code. */
    String mark() {
        return mark;
    }

    public Text title() {
        return title;
    }

    /** How long it can be shown. */
    public Duration life() {
        return life;
    }
}
