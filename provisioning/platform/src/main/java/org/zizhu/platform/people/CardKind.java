package org.zizhu.platform.people;

import org.zizhu.platform.bilingual.Text;

/** The four identity cards that an SAM-V reader reads. */
public enum CardKind {
    RESIDENT("居民身份证", "Resident Identity Card"),
    HK_MACAU_TAIWAN_PERMIT("港澳台居民居住证", "Residence Permit for Hong Kong, Macao and Taiwan Residents"),
    FOREIGNER_2017("外国人永久居留身份证", "Foreign Permanent Resident ID Card"),
    FOREIGNER_2023("外国人永久居留身份证", "Foreign Permanent Resident ID Card");

    private final Text title;

    CardKind(String zh, String en) {
        this.title = new Text(zh, en);
    }

    public Text title() {
        return title;
    }
}
