package org.zizhu.drivers.idcard;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The text block of an identity card (256 bytes UTF-16LE), one record for each of the four layouts, told apart by the
 * character at byte 248. {@code toString} of each says its kind and nothing of the person.
 */
public sealed interface IdCard {

    /** The four layouts, with the type flag at byte 248. */
    enum Kind {
        /** 居民身份证. */
        RESIDENT(' '),
        /** 港澳台居民居住证. */
        HK_MACAU_TAIWAN_PERMIT('J'),
        /** 外国人永久居留身份证, as issued from 2017. */
        FOREIGNER_2017('I'),
        /** 外国人永久居留身份证, as issued from December 2023. */
        FOREIGNER_2023('Y');

        private final char flag;

        Kind(char flag) {
            this.flag = flag;
        }

        public char flag() {
            return flag;
        }
    }

    /** Sex by GB/T 2261.1. */
    enum Sex {
        UNKNOWN('0'),
        MALE('1'),
        FEMALE('2'),
        UNSPECIFIED('9');

        private final char code;

        Sex(char code) {
            this.code = code;
        }

        public char code() {
            return code;
        }
    }

    /** First and last day on which the card is valid; no last day means long-term (长期). */
    record Validity(LocalDate from, Optional<LocalDate> until) {
        public boolean expiredOn(LocalDate day) {
            return until.isPresent() && day.isAfter(until.get());
        }
    }

    Kind kind();

    /** The number that identifies the person: 公民身份号码, or the number of the permit or foreigner's card. */
    String number();

    /** The name to address the person by: in Chinese where the card has it, else in English. */
    String name();

    Sex sex();

    LocalDate birth();

    Validity validity();

    /**
     * 居民身份证.
     *
     * @param nationality GB/T 3304 code "01".."56", "97", "98"
     */
    record Resident(
            String name,
            Sex sex,
            String nationality,
            LocalDate birth,
            String address,
            String number,
            String issuer,
            Validity validity)
            implements IdCard {
        @Override
        public Kind kind() {
            return Kind.RESIDENT;
        }

        @Override
        public String toString() {
            return "IdCard[RESIDENT]";
        }
    }

    /**
     * 港澳台居民居住证.
     *
     * @param passNumber 通行证号码, 9 characters
     * @param issues 签发次数
     */
    record HkMacauTaiwanPermit(
            String name,
            Sex sex,
            LocalDate birth,
            String address,
            String number,
            String issuer,
            Validity validity,
            String passNumber,
            String issues)
            implements IdCard {
        @Override
        public Kind kind() {
            return Kind.HK_MACAU_TAIWAN_PERMIT;
        }

        @Override
        public String toString() {
            return "IdCard[HK_MACAU_TAIWAN_PERMIT]";
        }
    }

    /**
     * 外国人永久居留身份证.
     *
     * @param kind which of the two layouts
     * @param chineseName may be blank
     * @param nationality ISO 3166 alpha-3
     * @param version 2017: 证件版本号; 2023: 换证次数
     */
    record Foreigner(
            Kind kind,
            String englishName,
            String chineseName,
            Sex sex,
            LocalDate birth,
            String number,
            String nationality,
            Validity validity,
            String version)
            implements IdCard {
        public Foreigner {
            if (kind != Kind.FOREIGNER_2017 && kind != Kind.FOREIGNER_2023) {
                throw new IllegalArgumentException(kind + " is no foreigner's card");
            }
        }

        @Override
        public String name() {
            return chineseName.isBlank() ? englishName : chineseName;
        }

        @Override
        public String toString() {
            return "IdCard[" + kind + "]";
        }
    }
}
