package org.zizhu.drivers.idcard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.fuzz.Fuzz;
import org.zizhu.drivers.idcard.IdCard.Resident;
import org.zizhu.drivers.idcard.IdCard.Sex;
import org.zizhu.drivers.idcard.IdCard.Validity;

class IdCardTextBlockTest {
    private static final int FUZZ_INPUTS = 200_000;

    static final IdCard[] EVERY_LAYOUT = {
        SyntheticPeople.RESIDENT,
        SyntheticPeople.LONG_TERM,
        SyntheticPeople.RARE_NAME,
        SyntheticPeople.PERMIT,
        SyntheticPeople.FOREIGNER_2017,
        SyntheticPeople.FOREIGNER_2023
    };

    @ParameterizedTest
    @FieldSource("EVERY_LAYOUT")
    void cardOfEachLayout_survivesEncodingAndDecoding(IdCard card) {
        byte[] block = IdCardTextBlock.encode(card);
        assertEquals(256, block.length);
        assertEquals(Completion.success(card), IdCardTextBlock.decode(block));
    }

    /** The block typed out by hand from the table of the standard, so that the places are not only right among themselves. */
    @Test
    void residentBlockTypedByHand_hasEachFieldInItsPlace() {
        String typed = padded("试一", 15)
                + "1"
                + "01"
                + "18490307"
                + padded("湖南省长沙市芙蓉区虚构路1号", 35)
                + "430102184903070016"
                + padded("长沙市公安局芙蓉分局", 15)
                + "20200229"
                + "20300228"
                + padded("", 18);
        assertArrayEquals(typed.getBytes(StandardCharsets.UTF_16LE), IdCardTextBlock.encode(SyntheticPeople.RESIDENT));
    }

    @Test
    void foreigner2017BlockTypedByHand_hasEachFieldInItsPlace() {
        String typed = padded("TEST, NOBODY AT ALL", 60)
                + "9"
                + "XXX430000123456"
                + "CAN"
                + padded("试三", 15)
                + "20200229"
                + "20300228"
                + "18881231"
                + "01"
                + padded("", 4)
                + "I"
                + padded("", 3);
        assertEquals(
                Completion.success(SyntheticPeople.FOREIGNER_2017),
                IdCardTextBlock.decode(typed.getBytes(StandardCharsets.UTF_16LE)));
    }

    @Test
    void foreigner2023BlockTypedByHand_joinsTheEnglishNameFromItsTwoFields() {
        String typed = padded("", 15)
                + "1"
                + "02"
                + "18881231"
                + "NOBODY WITH A NAME OF EXACTLY SO MA"
                + "911000188812310018"
                + padded("", 15)
                + "20200229"
                + "20300228"
                + "NY LETTERSX"
                + "FRA"
                + "Y"
                + padded("", 3);
        assertEquals(
                Completion.success(SyntheticPeople.FOREIGNER_2023),
                IdCardTextBlock.decode(typed.getBytes(StandardCharsets.UTF_16LE)));
        assertEquals("NOBODY WITH A NAME OF EXACTLY SO MANY LETTERSX", SyntheticPeople.FOREIGNER_2023.name());
    }

    @Test
    void permitBlockTypedByHand_hasEachFieldInItsPlace() {
        String typed = padded("试二", 15)
                + "2"
                + "  "
                + "18490307"
                + padded("广西梧州市长洲区虚构路4号", 35)
                + "810000184903070022"
                + padded("梧州市公安局长洲分局", 15)
                + "20200229"
                + "20300228"
                + "H00000000"
                + "01"
                + padded("", 3)
                + "J"
                + padded("", 3);
        assertEquals(
                Completion.success(SyntheticPeople.PERMIT),
                IdCardTextBlock.decode(typed.getBytes(StandardCharsets.UTF_16LE)));
    }

    @Test
    void longTermCard_neverExpires_andADatedOneAfterItsLastDay() {
        assertFalse(SyntheticPeople.LONG_TERM.validity().expiredOn(LocalDate.of(2999, 1, 1)));
        assertFalse(SyntheticPeople.RESIDENT.validity().expiredOn(LocalDate.of(2030, 2, 28)));
        assertTrue(SyntheticPeople.RESIDENT.validity().expiredOn(LocalDate.of(2030, 3, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "36, 18490229, birth-unreadable",
        "36, 18491301, birth-unreadable",
        "36, 1849030X, birth-unreadable",
        "36, '184937  ', birth-unreadable",
        "36, １８４９０３０７, birth-unreadable",
        "188, 20230229, validity-unreadable",
        "204, 20301131, validity-unreadable",
        "204, 长期有效, validity-unreadable",
        "204, '        ', validity-unreadable",
        "30, 3, sex-unreadable",
        "30, ' ', sex-unreadable",
        "32, 汉 , nationality-unreadable",
        "122, 43010218490307001x, number-unreadable",
        "122, '43010218490307001 ', number-unreadable",
        "248, Z, card-kind-unknown",
        "248, j, card-kind-unknown",
    })
    void fieldThatMakesNoSense_isNamed(int offset, String text, String reason) {
        byte[] block = IdCardTextBlock.encode(SyntheticPeople.RESIDENT);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(bytes, 0, block, offset, bytes.length);
        assertEquals(Completion.failed(FailureCode.INVALID_DATA, reason), IdCardTextBlock.decode(block));
    }

    @Test
    void halfASurrogateOrAControlCharacterInTheName_isDamage() {
        for (String damage : new String[] {"\uD840", "\uDC0B", "\n", "\u0007"}) {
            byte[] block = IdCardTextBlock.encode(SyntheticPeople.RESIDENT);
            block[2] = (byte) damage.charAt(0);
            block[3] = (byte) (damage.charAt(0) >> 8);
            assertEquals(Completion.failed(FailureCode.INVALID_DATA, "name-unreadable"), IdCardTextBlock.decode(block));
        }
    }

    @Test
    void emptyName_isDamage() {
        byte[] block = IdCardTextBlock.encode(SyntheticPeople.RESIDENT);
        System.arraycopy(padded("", 15).getBytes(StandardCharsets.UTF_16LE), 0, block, 0, 30);
        assertEquals(Completion.failed(FailureCode.INVALID_DATA, "name-unreadable"), IdCardTextBlock.decode(block));
    }

    @Test
    void otherLength_isRefused() {
        assertEquals(
                Completion.failed(FailureCode.INVALID_DATA, "text-length-wrong"),
                IdCardTextBlock.decode(new byte[255]));
    }

    @Test
    void whatDoesNotFit_cannotBeWritten_andIsNotQuoted() {
        Resident tooLong = new Resident(
                "试".repeat(16),
                Sex.MALE,
                "01",
                LocalDate.of(1849, 3, 7),
                "",
                "430102184903070016",
                "",
                new Validity(LocalDate.of(2020, 1, 1), Optional.empty()));
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> IdCardTextBlock.encode(tooLong));
        assertFalse(refusal.getMessage().contains("试"));
    }

    @Test
    void newestAddress_isReadWithoutItsPadding_andBlankMeansNone() {
        assertEquals(
                Optional.of("湖南省长沙市虚构路9号"),
                IdCardTextBlock.decodeAddress(IdCardTextBlock.encodeAddress("湖南省长沙市虚构路9号")));
        assertEquals(Optional.empty(), IdCardTextBlock.decodeAddress(IdCardTextBlock.encodeAddress("")));
        assertEquals(Optional.empty(), IdCardTextBlock.decodeAddress(new byte[3]));
        assertThrows(IllegalArgumentException.class, () -> IdCardTextBlock.encodeAddress("路".repeat(36)));
    }

    /** {@value #FUZZ_INPUTS} blocks: random bytes, and real blocks with a few bytes changed. */
    @Test
    void anyBytes_giveACardOrAReason() {
        Random random = new Random(20260101);
        int cards = 0;
        for (int i = 0; i < FUZZ_INPUTS; i++) {
            byte[] block = new byte[256];
            if (i % 4 == 0) {
                random.nextBytes(block);
                block[248] = (byte) " JIY".charAt(random.nextInt(4));
                block[249] = 0;
            } else {
                block = IdCardTextBlock.encode(EVERY_LAYOUT[random.nextInt(EVERY_LAYOUT.length)]);
                for (int changes = random.nextInt(4); changes >= 0; changes--) {
                    block[random.nextInt(256)] = (byte) random.nextInt();
                }
            }
            Completion<IdCard> completion = IdCardTextBlock.decode(block);
            if (completion instanceof Completion.Success<IdCard> success) {
                cards++;
                // What could be read can be written and read again.
                assertEquals(completion, IdCardTextBlock.decode(IdCardTextBlock.encode(success.value())));
            } else if (completion instanceof Completion.Failed<IdCard> failed) {
                assertTrue(failed.reason().matches("[a-z-]+"));
            }
        }
        assertTrue(cards > FUZZ_INPUTS / 10, "most changes hit padding: only " + cards + " cards");
    }

    @Tag("fuzz")
    @Test
    void bytesOfAnyLength_giveACardOrAReason() {
        List<byte[]> blocks =
                Arrays.stream(EVERY_LAYOUT).map(IdCardTextBlock::encode).toList();
        Fuzz.blocks("IdCardTextBlock", blocks, bytes -> {
            assertNotNull(IdCardTextBlock.decode(bytes));
            assertNotNull(IdCardTextBlock.decode(Arrays.copyOf(bytes, IdCardTextBlock.BYTES)));
            assertNotNull(IdCardTextBlock.decodeAddress(bytes));
            assertNotNull(IdCardTextBlock.decodeAddress(Arrays.copyOf(bytes, 70)));
        });
    }

    private static String padded(String text, int units) {
        return text + " ".repeat(units - text.length());
    }
}
