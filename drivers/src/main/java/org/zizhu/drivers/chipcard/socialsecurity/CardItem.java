package org.zizhu.drivers.chipcard.socialsecurity;

/**
 * A record of the social security card that may be read without PIN and without security module, by its tag (LD/T 32-2015;
 * 人社信息函〔2012〕37号).
 */
public enum CardItem {
    /** 卡的识别码; its first six digits are the division that issued the card. */
    IDENTIFIER(CardFile.ISSUER, 0x01, 16, Format.DIGITS),
    /** 卡的类别. */
    CATEGORY(CardFile.ISSUER, 0x02, 1, Format.TEXT),
    /** 规范版本: "1.00", "2.00" or "3.00". */
    VERSION(CardFile.ISSUER, 0x03, 4, Format.TEXT),
    /** 初始化机构编号. */
    INITIALISING_BODY(CardFile.ISSUER, 0x04, 12, Format.DIGITS),
    /** 发卡日期. */
    ISSUED(CardFile.ISSUER, 0x05, 4, Format.DIGITS),
    /** 卡有效期. */
    VALID_UNTIL(CardFile.ISSUER, 0x06, 4, Format.DIGITS),
    /** 卡号. */
    CARD_NUMBER(CardFile.ISSUER, 0x07, 9, Format.TEXT),
    /** 社会保障号码: the citizen's identity number. */
    NUMBER(CardFile.HOLDER, 0x08, 18, Format.TEXT),
    /** 姓名, or its first 30 bytes. */
    NAME(CardFile.HOLDER, 0x09, 30, Format.TEXT),
    /** 姓名扩展: how a longer name goes on; from version 2.00. */
    NAME_EXTENSION(CardFile.HOLDER, 0x4E, 20, Format.TEXT),
    /** 性别 by GB/T 2261.1. */
    SEX(CardFile.HOLDER, 0x0A, 1, Format.TEXT),
    /** 民族 by GB/T 3304. */
    NATIONALITY(CardFile.HOLDER, 0x0B, 1, Format.DIGITS),
    /** 出生地, a division. */
    BIRTHPLACE(CardFile.HOLDER, 0x0C, 3, Format.DIGITS),
    /** 出生日期. */
    BIRTH(CardFile.HOLDER, 0x0D, 4, Format.DIGITS);

    /** The two files that hold them. */
    public enum CardFile {
        /** EF05 发卡机构数据文件. */
        ISSUER(0xEF05),
        /** EF06 持卡人基本信息文件. */
        HOLDER(0xEF06);

        private final int identifier;

        CardFile(int identifier) {
            this.identifier = identifier;
        }

        /** The file identifier, two bytes. */
        public int identifier() {
            return identifier;
        }
    }

    /** How a value is written. */
    enum Format {
        /** cn: two decimal digits a byte, filled up with F at the right. */
        DIGITS,
        /** an: ASCII, or GBK in a name, filled up with 00 or blanks at the right. */
        TEXT
    }

    private final CardFile file;
    private final int tag;
    private final int longestBytes;
    private final Format format;

    CardItem(CardFile file, int tag, int longestBytes, Format format) {
        this.file = file;
        this.tag = tag;
        this.longestBytes = longestBytes;
        this.format = format;
    }

    public CardFile file() {
        return file;
    }

    /** One byte. */
    public int tag() {
        return tag;
    }

    /** The most that its value may have. */
    public int longestBytes() {
        return longestBytes;
    }

    Format format() {
        return format;
    }
}
