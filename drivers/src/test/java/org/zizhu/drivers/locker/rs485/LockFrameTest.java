package org.zizhu.drivers.locker.rs485;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.drivers.fuzz.Fuzz;
import org.zizhu.drivers.locker.Locker.Door;

/** Frames as boards' manuals and test tables print them. */
class LockFrameTest {
    private final LockFrame.Cutter cutter = new LockFrame.Cutter();

    @ParameterizedTest
    @CsvSource({
        "1, 1, 8A 01 01 11 9B",
        "1, 2, 8A 01 02 11 98",
        "1, 3, 8A 01 03 11 99",
        "1, 12, 8A 01 0C 11 96",
        "2, 10, 8A 02 0A 11 93",
        "1, 0, 8A 01 00 11 9A"
    })
    void requestToOpen_isAsPrinted(int board, int lock, String frame) {
        assertArrayEquals(bytes(frame), LockFrame.open(board, lock));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 80 01 01 33 B3", "1, 0, 80 01 00 33 B2"})
    void query_isAsPrinted(int board, int lock, String frame) {
        assertArrayEquals(bytes(frame), LockFrame.query(board, lock));
    }

    @ParameterizedTest
    @CsvSource({"80 01 01 11 91, true", "80 01 01 00 80, false", "81 01 01 11 90, true", "81 01 01 00 81, false"})
    void answerAndSpontaneousChange_tellTheSwitch(String frame, boolean shorted) {
        assertEquals(List.of(new LockAnswer.Switch(1, 1, shorted)), answers(frame));
    }

    @Test
    void answerToOpen_tellsThatItWasTaken_andNothingOfTheSwitchSinceItMayBeAnEcho() {
        assertEquals(List.of(new LockAnswer.OpenTaken(1, 1)), answers("8A 01 01 11 9B"));
    }

    @ParameterizedTest
    @CsvSource({
        // Locks 1 and 8 of eight.
        "1, 80 01 81 33 33, 1 8",
        // Of twelve the highest four come first.
        "2, 80 01 08 01 33 BB, 1 12",
        // 17–24, 9–16, 1–8.
        "3, 80 01 80 01 02 33 31, 2 9 24"
    })
    void answerAboutAllLocks_hasTheHighestGroupFirst(int groups, String frame, String shorted) {
        cutter.await(groups);
        BitSet expected = new BitSet();
        try (Scanner locks = new Scanner(shorted)) {
            locks.forEachRemaining(lock -> expected.set(Integer.parseInt(lock) - 1));
        }
        assertEquals(List.of(new LockAnswer.Switches(1, expected)), answers(frame));
    }

    @Test
    void answerAboutAllThatBeginsLikeOneAboutOne_isNotCutShort() {
        // 80 01 03 00 82 alone would say that lock 3 is not shorted.
        cutter.await(3);
        BitSet shorted = new BitSet();
        shorted.set(1);
        shorted.set(7);
        shorted.set(16, 18);
        assertEquals(List.of(new LockAnswer.Switches(1, shorted)), answers("80 01 03 00 82 33 33"));
    }

    @Test
    void spontaneousChangeBeforeAnAnswer_isHeardToo() {
        assertEquals(
                List.of(new LockAnswer.Switch(2, 5, true), new LockAnswer.Switch(1, 1, false)),
                answers("81 02 05 11 97 80 01 01 00 80"));
    }

    @Test
    void garbageHalfFramesAndWrongChecksums_areSteppedOver() {
        assertEquals(
                List.of(new LockAnswer.Switch(1, 1, true)),
                answers("FF 80 8A 00 81 01 80 01 01 11 90 80 01 01 80 01 01 11 91 80 01"));
    }

    @Test
    void frameThatArrivesByteForByte_isFoundWhenItIsWhole() {
        byte[] frame = bytes("80 01 01 11 91");
        for (int i = 0; i < frame.length - 1; i++) {
            cutter.add(new byte[] {frame[i]}, 1);
            assertEquals(Optional.empty(), cutter.next());
        }
        cutter.add(new byte[] {frame[4]}, 1);
        assertArrayEquals(frame, cutter.next().orElseThrow());
    }

    @Test
    void polarityDecidesWhatTheSwitchSaysOfTheDoor() {
        assertEquals(Door.OPEN, Feedback.SHORTED_WHEN_OPEN.door(true));
        assertEquals(Door.CLOSED, Feedback.SHORTED_WHEN_OPEN.door(false));
        assertEquals(Door.CLOSED, Feedback.SHORTED_WHEN_LOCKED.door(true));
        assertEquals(Door.OPEN, Feedback.SHORTED_WHEN_LOCKED.door(false));
    }

    @Tag("fuzz")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anything_isCutWithoutHarm(int awaitedGroups) {
        List<byte[]> captured = Stream.of(
                        "8A 01 01 11 9B",
                        "80 01 01 00 80",
                        "81 02 05 11 97",
                        "80 01 81 33 33",
                        "80 01 08 01 33 BB",
                        "80 01 80 01 02 33 31")
                .map(LockFrameTest::bytes)
                .toList();
        Fuzz.stream("LockFrame.Cutter awaiting " + awaitedGroups, captured, () -> {
            LockFrame.Cutter fuzzed = new LockFrame.Cutter();
            fuzzed.await(awaitedGroups);
            return piece -> {
                fuzzed.add(piece, piece.length);
                for (Optional<byte[]> frame = fuzzed.next(); frame.isPresent(); frame = fuzzed.next()) {
                    LockAnswer.of(frame.get());
                }
            };
        });
    }

    private List<LockAnswer> answers(String hex) {
        byte[] bytes = bytes(hex);
        cutter.add(bytes, bytes.length);
        List<LockAnswer> answers = new ArrayList<>();
        for (Optional<byte[]> frame = cutter.next(); frame.isPresent(); frame = cutter.next()) {
            answers.add(LockAnswer.of(frame.get()));
        }
        return answers;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.ofDelimiter(" ").parseHex(hex);
    }
}
