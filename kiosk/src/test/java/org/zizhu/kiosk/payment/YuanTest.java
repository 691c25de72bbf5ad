package org.zizhu.kiosk.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums as a bill has them. */
class YuanTest {

    @ParameterizedTest
    @CsvSource({
        "1, 壹分",
        "30, 叁角整",
        "100, 壹元整",
        "105, 壹元零伍分",
        "1000, 壹拾元整",
        "1601, 壹拾陆元零壹分",
        "40000, 肆佰元整",
        "10010, 壹佰元壹角整",
        "102030, 壹仟零贰拾元叁角整",
        "100200000, 壹佰万零贰仟元整",
        "1000000000, 壹仟万元整",
        "10010001, 壹拾万零壹佰元零壹分",
        "1000000000100, 壹佰亿零壹元整",
        "1234567890123, 壹佰贰拾叁亿肆仟伍佰陆拾柒万捌仟玖佰零壹元贰角叁分"
    })
    void aSumInWords(long fen, String words) {
        assertEquals(words, Yuan.inWords(fen).chinese());
    }

    @Test
    void aSumInDigits() {
        assertEquals("¥1,234.05", Yuan.of(123_405).english());
    }
}
