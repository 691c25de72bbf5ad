package org.zizhu.drivers.dispenser.crt591;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.dispenser.CardDispenser.Position;
import org.zizhu.drivers.dispenser.crt591.Crt591Frame.Arrival;
import org.zizhu.drivers.dispenser.crt591.Crt591Frame.Control;
import org.zizhu.drivers.dispenser.crt591.Crt591Frame.Whole;

/** Frames as the document prints them, and all that a line can make of them. */
class Crt591FrameTest {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private static final String STATUS_ANSWER = "F2 00 00 06 50 31 30 30 32 30 03 94";

    private final Crt591Frame.Cutter cutter = new Crt591Frame.Cutter();

    @ParameterizedTest
    @CsvSource({
        "STATUS, F2 00 00 03 43 31 30 03 B0",
        "SENSORS, F2 00 00 03 43 31 31 03 B1",
        "HOLD, F2 00 00 03 43 32 30 03 B3",
        "TO_CHIP, F2 00 00 03 43 32 31 03 B2",
        "CAPTURE, F2 00 00 03 43 32 33 03 B0",
        "EJECT, F2 00 00 03 43 32 39 03 BA",
    })
    void commandsOfTheDocument_areMadeByteForByte(Crt591Command command, String frame) {
        assertEquals(frame, HEX.formatHex(command.frame(0)));
    }

    @Test
    void initialise_leavesTheCardAndCounts() {
        // The document's F2 00 00 03 43 30 33 03 B2, with the counter on.
        assertEquals("F2 00 00 03 43 30 37 03 B6", HEX.formatHex(Crt591Command.INITIALISE.frame(0)));
        assertEquals(
                "F2 00 00 06 43 A5 31 30 30 30 03 10",
                HEX.formatHex(Crt591Frame.of(0, HEX.parseHex("43 A5 31 30 30 30"))));
    }

    @Test
    void statusAnswer_isRead() {
        Crt591Reply reply = Crt591Reply.of(
                        Crt591Command.STATUS, whole(STATUS_ANSWER).content())
                .orElseThrow();
        Crt591Status status = ((Crt591Reply.Done) reply).status();
        assertEquals(new Crt591Status(Position.NONE, SupplyLevel.FULL, false), status);
    }

    @Test
    void answerToInitialise_carriesTheModel() {
        byte[] content = HEX.parseHex("50 30 30 30 32 30 43 52 54 2D 35 39 31 2D 4D 30 30 31");
        byte[] frame = Crt591Frame.of(0, content);
        assertEquals((byte) 0x85, frame[frame.length - 1]);
        assertEquals(0x12, frame[3]);
    }

    @ParameterizedTest
    @CsvSource({
        "F2 00 00 05 4E 32 31 31 30 03 B8, TO_CHIP, JAM",
        "F2 00 00 05 4E 32 31 41 30 03 C8, TO_CHIP, STACKER_EMPTY",
        "F2 00 00 05 4E 32 31 42 30 03 CB, TO_CHIP, NOT_INITIALISED",
        "F2 00 00 05 4E 32 33 41 31 03 CB, CAPTURE, BIN_FULL",
    })
    void refusalsOfTheDocument_areRead(String frame, Crt591Command command, Crt591Error error) {
        assertEquals(
                Optional.of(new Crt591Reply.Refused(error)),
                Crt591Reply.of(command, whole(frame).content()));
    }

    @Test
    void refusalWithTheOtherLetterAndACodeThatNobodyListed_isReadToo() {
        assertEquals(
                Optional.of(new Crt591Reply.Refused(Crt591Error.UNLISTED)),
                Crt591Reply.of(Crt591Command.EJECT, HEX.parseHex("45 32 39 5A 5A")));
    }

    @Test
    void answerToAnotherCommand_isNone() {
        assertEquals(
                Optional.empty(),
                Crt591Reply.of(Crt591Command.EJECT, whole(STATUS_ANSWER).content()));
        assertEquals(Optional.empty(), Crt591Reply.of(Crt591Command.STATUS, HEX.parseHex("50 31 30 39 39 39")));
        assertEquals(Optional.empty(), Crt591Reply.of(Crt591Command.STATUS, HEX.parseHex("50 31 30")));
    }

    @Test
    void ackAndAnswerInOnePiece_areTwo() {
        List<Arrival> arrivals = feed("06 " + STATUS_ANSWER);
        assertEquals(new Control(Crt591Frame.ACK), arrivals.get(0));
        assertTrue(arrivals.get(1) instanceof Whole);
        assertEquals(2, arrivals.size());
        assertFalse(cutter.noise());
    }

    @Test
    void answerByteByByte_isOne() {
        List<Arrival> arrivals = new ArrayList<>();
        for (String hex : STATUS_ANSWER.split(" ", -1)) {
            arrivals.addAll(feed(hex));
        }
        assertEquals(1, arrivals.size());
    }

    /** The 06 in its length would be an ACK that nobody sent, and a move be awaited that was never begun. */
    @Test
    void lengthOfADamagedFrame_isNoAck() {
        assertEquals(List.of(), feed("F2 00 00 06 50 31 30 30 32 30 03 95"));
        assertTrue(cutter.noise());
        assertEquals(List.of(), feed("06"));
        assertEquals(Optional.empty(), cutter.nextOfAll());
        assertEquals(List.of(new Control(Crt591Frame.ACK)), feed("06"));
    }

    @Test
    void frameInsideADamagedOne_isFound() {
        // The first one's length was made 0x26.
        assertEquals(List.of(), feed("F2 00 00 26 50 31 30 " + STATUS_ANSWER));
        assertTrue(cutter.nextOfAll().orElseThrow() instanceof Whole);
        assertTrue(cutter.noise());
        assertEquals(Optional.empty(), cutter.nextOfAll());
    }

    @Test
    void lengthThatCannotBe_isSkippedAtOnce() {
        List<Arrival> arrivals = feed("F2 00 FF FF F2 00 00 01 " + STATUS_ANSWER);
        assertArrayEquals(whole(STATUS_ANSWER).content(), ((Whole) arrivals.get(0)).content());
    }

    @Test
    void everyCode_hasItsReasonAndIsListedOnce() {
        for (Crt591Error error : Crt591Error.values()) {
            assertTrue(error.reason().matches("[a-z]+(-[a-z]+)*"), error.reason());
            if (error != Crt591Error.UNLISTED) {
                assertEquals(error, Crt591Error.of((byte) error.code().charAt(0), (byte)
                        error.code().charAt(1)));
            }
        }
    }

    private Whole whole(String frame) {
        return (Whole) feed(frame).get(0);
    }

    private List<Arrival> feed(String hex) {
        byte[] bytes = HEX.parseHex(hex);
        cutter.add(bytes, bytes.length);
        List<Arrival> arrivals = new ArrayList<>();
        for (Optional<Arrival> next = cutter.next(); next.isPresent(); next = cutter.next()) {
            arrivals.add(next.get());
        }
        return arrivals;
    }
}
