package org.zizhu.drivers.idcard.samv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.drivers.idcard.CardReading;
import org.zizhu.drivers.idcard.IdCardReader.Contents;
import org.zizhu.drivers.idcard.IdCardTextBlock;
import org.zizhu.drivers.idcard.SyntheticPeople;
import org.zizhu.drivers.idcard.samv.emulator.EmulatedCard;
import org.zizhu.drivers.idcard.samv.emulator.SamVEmulator;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.CapturingPort;
import org.zizhu.drivers.serial.Dialogue;
import org.zizhu.drivers.serial.ReplayPort;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.serial.TtyPort;
import org.zizhu.drivers.wire.WireLog;

/** What passes over the line: replayed, captured, and written to the wire log. */
@Timeout(30)
class SamVDialogueTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final String NEW_ADDRESS = "湖南省长沙市芙蓉区新址9号";
    private static final Path FIXTURE = Path.of("src/test/resources/dialogues/sam-v-05.03-two-cards.dialogue");

    @Test
    void capturedDialogue_isReadAsThen() throws Exception {
        try (SamVReader reader = started(new ReplayPort(Dialogue.read(FIXTURE)))) {
            CardReading first =
                    ((Completion.Success<CardReading>) read(reader, Contents.TEXT_PHOTO_AND_FINGERPRINT)).value();
            assertEquals(SyntheticPeople.RARE_NAME, first.card());
            assertEquals(Optional.of(NEW_ADDRESS), first.newestAddress());
            assertEquals(512, first.fingerprint().length);
            assertEquals("05.03-20160820-0001234567-1234567890", first.samId());
            assertEquals(
                    new Completion.Failed<>(FailureCode.USER_ERROR, "card-lifted"),
                    read(reader, Contents.TEXT_AND_PHOTO));
        }
    }

    @Test
    void captured_replayedAgain_givesTheSameCard(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("captured.dialogue");
        try (SamVEmulator module = emulator(folder);
                SamVReader reader = started(new CapturingPort(port(folder), file))) {
            module.insert(EmulatedCard.of(SyntheticPeople.PERMIT).withNewestAddress(NEW_ADDRESS));
            assertTrue(read(reader, Contents.TEXT_AND_PHOTO) instanceof Completion.Success);
        }
        try (SamVReader reader = started(new ReplayPort(Dialogue.read(file)))) {
            Completion<CardReading> again = read(reader, Contents.TEXT_AND_PHOTO);
            assertEquals(
                    SyntheticPeople.PERMIT,
                    ((Completion.Success<CardReading>) again).value().card());
        }
    }

    /** Searches answer: card, none, card, an error of the module, none, none. */
    @Test
    void cardAtTheEdgeOfTheField_doesNotFlapInTheStatus() throws Exception {
        String find = "> AA AA AA 96 69 00 03 20 01 22";
        String card = "< AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97";
        String none = "< AA AA AA 96 69 00 04 00 00 80 84";
        String error = "< AA AA AA 96 69 00 04 00 00 24 20";
        Dialogue dialogue = Dialogue.parse(List.of(
                "> AA AA AA 96 69 00 03 11 FF ED",
                "< AA AA AA 96 69 00 04 00 00 90 94",
                "> AA AA AA 96 69 00 03 10 FF EC",
                "< AA AA AA 96 69 00 04 00 00 90 94",
                "> AA AA AA 96 69 00 03 12 FF EE",
                "< AA AA AA 96 69 00 04 00 00 24 20",
                find,
                card,
                find,
                none,
                find,
                card,
                find,
                error,
                "> AA AA AA 96 69 00 03 10 FF EC",
                "< AA AA AA 96 69 00 04 00 00 90 94",
                find,
                none));
        BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();
        try (SamVReader reader =
                new SamVReader("id-card", new ReplayPort(dialogue), MonotonicClock.SYSTEM, InstantSource.system())) {
            reader.onStatus(statuses::add);
            reader.start();
            assertEquals(DeviceStatus.starting(), statuses.poll(10, TimeUnit.SECONDS));
            assertEquals(DeviceStatus.online(MediaState.PRESENT), statuses.poll(10, TimeUnit.SECONDS));
            assertEquals(DeviceStatus.online(MediaState.NOT_PRESENT), statuses.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void moduleThatErrsOnceWhileACardIsAwaited_isAskedAgain() throws Exception {
        byte[] resident = IdCardTextBlock.encode(SyntheticPeople.RESIDENT);
        ByteBuffer reading = ByteBuffer.allocate(3 + 1284)
                .put(new byte[] {0, 0, (byte) 0x90, 1, 0, 4, 0})
                .put(resident);
        ReplayPort module = new ReplayPort(new Dialogue(List.of(
                exchange(SamVCommand.SAM_STATUS, 0, 0, 0x90),
                exchange(SamVCommand.RESET, 0, 0, 0x90),
                exchange(SamVCommand.SAM_ID, 0, 0, 0x24),
                exchange(SamVCommand.FIND, 0, 0, 0x80),
                exchange(SamVCommand.FIND, 0, 0, 0x24),
                exchange(SamVCommand.FIND, 0, 0, 0x9F, 0, 0, 0, 0),
                exchange(SamVCommand.SELECT, 0, 0, 0x90, 0, 0, 0, 0, 0, 0, 0, 0),
                new Dialogue.Exchange(SamVCommand.READ.frame(), SamVFrame.of(reading.array())),
                exchange(SamVCommand.NEWEST_ADDRESS, 0, 0, 0x91))));
        CompletableFuture<Completion<CardReading>> read = new CompletableFuture<>();
        try (SamVReader reader = new SamVReader("id-card", module, MonotonicClock.SYSTEM, InstantSource.system())) {
            // Asked from the driver's own thread, so that no idle search comes before.
            reader.onStatus(status -> {
                if (status.usable() && status.media() == MediaState.NOT_PRESENT) {
                    var unused = reader.read(Contents.TEXT_AND_PHOTO, LONG).thenAccept(read::complete);
                }
            });
            reader.start();
            Completion<CardReading> completion = read.get(20, TimeUnit.SECONDS);
            CardReading card = ((Completion.Success<CardReading>) completion).value();
            assertEquals(SyntheticPeople.RESIDENT, card.card());
            assertEquals("unknown", card.samId());
        }
    }

    private static Dialogue.Exchange exchange(SamVCommand command, int... answer) {
        byte[] content = new byte[answer.length];
        for (int i = 0; i < answer.length; i++) {
            content[i] = (byte) answer[i];
        }
        return new Dialogue.Exchange(command.frame(), SamVFrame.of(content));
    }

    @Test
    void lateAnswerToARequestThatWasGivenUp_isNotTakenForTheNextOnes() throws Exception {
        String lateSamId = HexFormat.ofDelimiter(" ").formatHex(SamVFrame.of(new byte[19]));
        Dialogue dialogue = Dialogue.parse(List.of(
                "> AA AA AA 96 69 00 03 20 01 22", "< " + lateSamId + " AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97"));
        WireLog log = new WireLog(InstantSource.system());
        try (SamVLine line = new SamVLine(new ReplayPort(dialogue).open(), MonotonicClock.SYSTEM, log)) {
            assertEquals(SamVStatus.CARD_FOUND, line.exchange(SamVCommand.FIND).status());
        }
        assertTrue(log.entries().stream().anyMatch(entry -> entry.text().contains("does not fit FIND")));
    }

    @Test
    void wireLog_showsTheFramesAndNothingOfThePerson(@TempDir Path folder) throws Exception {
        byte[] fingerprint = new byte[512];
        Arrays.fill(fingerprint, (byte) 0xF1);
        EmulatedCard card = EmulatedCard.of(SyntheticPeople.RESIDENT)
                .withNewestAddress(NEW_ADDRESS)
                .withFingerprint(fingerprint);
        String log;
        try (SamVEmulator module = emulator(folder);
                SamVReader reader = started(port(folder))) {
            module.insert(card);
            assertTrue(read(reader, Contents.TEXT_PHOTO_AND_FINGERPRINT) instanceof Completion.Success);
            // Damaged on the way: what was in the broken frame is not shown either.
            module.fault(SamVCommand.READ, LineFault.WRONG_CHECKSUM, 1);
            assertTrue(read(reader, Contents.TEXT_AND_PHOTO) instanceof Completion.Success);
            log = reader.wireLog().entries().stream()
                    .map(entry -> entry.direction() + " " + entry.text())
                    .collect(Collectors.joining("\n"));
        }
        assertTrue(log.contains("TO_DEVICE AA AA AA 96 69 00 03 30 10 23"), log);
        assertTrue(log.contains("FROM_DEVICE AA AA AA 96 69 07 0A 00 00 90 ·· ··"), log);
        assertTrue(log.contains("FROM_DEVICE AA AA AA 96 69 00 4A 00 00 90 ·· ··"), log);
        assertTrue(log.contains("checksum-wrong to READ"), log);
        for (byte[] personal : List.of(
                IdCardTextBlock.encode(SyntheticPeople.RESIDENT),
                card.photo().wlt(),
                IdCardTextBlock.encodeAddress(NEW_ADDRESS),
                fingerprint)) {
            assertNoPieceOf(personal, log);
        }
    }

    /** No four bytes in a row, and no text; blanks aside, which are nobody's. */
    private static void assertNoPieceOf(byte[] personal, String log) {
        HexFormat hex = HexFormat.ofDelimiter(" ").withUpperCase();
        for (int i = 0; i + 4 <= personal.length; i++) {
            String piece = hex.formatHex(personal, i, i + 4);
            assertFalse(!piece.equals("20 00 20 00") && log.contains(piece), () -> "found in the wire log: " + piece);
        }
        String text = new String(personal, StandardCharsets.UTF_16LE).strip();
        assertFalse(log.contains(text.substring(0, Math.min(4, text.length()))));
    }

    private static SamVEmulator emulator(Path folder) throws Exception {
        return SamVEmulator.instantAt(folder.resolve("reader"));
    }

    private static TtyPort port(Path folder) {
        return new TtyPort(folder.resolve("reader"), 115200);
    }

    private static SamVReader started(SerialLink.Port port) throws Exception {
        SamVReader reader = new SamVReader("id-card", port, MonotonicClock.SYSTEM, InstantSource.system());
        CompletableFuture<Void> online = new CompletableFuture<>();
        reader.onStatus(status -> {
            if (status.usable()) {
                online.complete(null);
            }
        });
        reader.start();
        online.get(10, TimeUnit.SECONDS);
        return reader;
    }

    private static Completion<CardReading> read(SamVReader reader, Contents contents) throws Exception {
        return reader.read(contents, LONG).get(20, TimeUnit.SECONDS);
    }
}
