package org.zizhu.drivers.idcard.samv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.idcard.CardReading;
import org.zizhu.drivers.idcard.IdCard;
import org.zizhu.drivers.idcard.IdCardReader.Contents;
import org.zizhu.drivers.idcard.samv.emulator.EmulatedCard;
import org.zizhu.drivers.idcard.samv.emulator.SamVEmulator;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.TtyPort;

/** What the driver keeps of a person: nothing. The whole heap is searched, while the driver goes on running. */
@Timeout(60)
class SamVMemoryTest {
    /** The test itself holds the marker only so. */
    private static final byte DISGUISE = 0x5A;

    private final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();

    @Test
    void cardReadAndLifted_isNowhereInTheHeap(@TempDir Path folder) throws Exception {
        TtyPort port = new TtyPort(folder.resolve("reader"), 115200);
        try (SamVEmulator module = SamVEmulator.instantAt(port.device());
                SamVReader reader = new SamVReader("id-card", port, MonotonicClock.SYSTEM, InstantSource.system())) {
            reader.onStatus(statuses::add);
            reader.start();
            awaitMedia(MediaState.NOT_PRESENT);

            byte[] disguised = readSomebody(module, reader);
            assertTrue(inHeap(disguised, folder.resolve("held.hprof")), "the search finds what is on the reader");
            module.lift();
            awaitMedia(MediaState.NOT_PRESENT);

            assertFalse(inHeap(disguised, folder.resolve("gone.hprof")), "the person's number is still in the heap");
        }
    }

    /** Reads a person whom no other test knows; the card stays on the reader. Returns the number, disguised. */
    private static byte[] readSomebody(SamVEmulator module, SamVReader reader) throws Exception {
        String number = "4504051849030" + (10_000 + new Random().nextInt(90_000));
        module.insert(EmulatedCard.of(new IdCard.Resident(
                "试四",
                IdCard.Sex.MALE,
                "08",
                LocalDate.of(1849, 3, 7),
                "广西梧州市长洲区虚构路5号",
                number,
                "梧州市公安局长洲分局",
                new IdCard.Validity(LocalDate.of(2020, 1, 1), Optional.empty()))));
        Completion<CardReading> completion =
                reader.read(Contents.TEXT_AND_PHOTO, Duration.ofSeconds(10)).get(15, TimeUnit.SECONDS);
        assertEquals(
                number,
                ((Completion.Success<CardReading>) completion).value().card().number());
        byte[] disguised = number.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < disguised.length; i++) {
            disguised[i] ^= DISGUISE;
        }
        return disguised;
    }

    private void awaitMedia(MediaState wanted) throws InterruptedException {
        DeviceStatus status;
        do {
            status = statuses.poll(15, TimeUnit.SECONDS);
            assertTrue(status != null, "the medium did not become " + wanted);
        } while (status.media() != wanted);
    }

    /** As Java keeps a text, and as the card does. */
    private static boolean inHeap(byte[] disguised, Path dump) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
        try (FileChannel file = FileChannel.open(dump)) {
            MappedByteBuffer heap = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
            return contains(heap, disguised, StandardCharsets.US_ASCII)
                    || contains(heap, disguised, StandardCharsets.UTF_16LE);
        }
    }

    private static boolean contains(MappedByteBuffer heap, byte[] disguised, Charset charset) {
        int stride = charset.equals(StandardCharsets.UTF_16LE) ? 2 : 1;
        for (int at = 0; at + disguised.length * stride <= heap.limit(); at++) {
            int matched = 0;
            while (matched < disguised.length && (heap.get(at + matched * stride) ^ DISGUISE) == disguised[matched]) {
                matched++;
            }
            if (matched == disguised.length) {
                return true;
            }
        }
        return false;
    }
}
