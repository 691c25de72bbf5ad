package org.zizhu.drivers.idcard.samv;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.idcard.CardReading;
import org.zizhu.drivers.idcard.IdCardReader;
import org.zizhu.drivers.idcard.IdCardTextBlock;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.DeviceLoop;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.SerialLink;

/**
 * An identity card reader with a SAM-V module on a serial line (GA 467).
 *
 * <p>A card is found, selected and read. Once selected it answers no further search until it is lifted or the radio field
 * is reset; whether it still lies there is then seen by asking it for its newest address. A card found by the idle driver
 * shows in the status before anybody asked to read it.
 *
 * <p>Reasons of its status: "link-lost" (no such port), "silent", "answer-garbled", and those of {@link SamVStatus}.
 */
public final class SamVReader extends DeviceLoop<SamVLine> implements IdCardReader {

    /** How soon the idle driver notices a card, or that one was lifted; with three tries, silence is told within a second. */
    private static final Duration IDLE = Duration.ofMillis(250);

    /** A module that says it is ill is reset, which it takes its time to answer, and asked again. */
    private static final Duration ILL = Duration.ofMillis(500);

    /** Pause between two searches while somebody is asked to put a card down: less than the hand notices. */
    private static final Duration SEARCH_PAUSE = Duration.ofMillis(100);

    /** A card lying badly is read at the second try, or not at all before it is moved. */
    private static final int READ_TRIES = 2;

    /** What a module says when the card was lifted at that moment, or lies badly. */
    private static final Set<SamVStatus> CARD_LOST = EnumSet.of(
            SamVStatus.SELECT_FAILED,
            SamVStatus.READ_FAILED,
            SamVStatus.CARD_REFUSED_READER,
            SamVStatus.READER_REFUSED_CARD,
            SamVStatus.NO_CARD);

    private final SerialLink.Port port;

    // All below: the driver's thread alone.
    /** Of the module that is connected now; another may be plugged in its place. */
    private @Nullable String samId;

    private boolean cardSelected;
    private DeviceStatus lastSeen = DeviceStatus.starting();

    public SamVReader(String name, SerialLink.Port port, MonotonicClock clock, InstantSource wallClock) {
        super(name, clock, wallClock);
        this.port = port;
    }

    @Override
    public CompletableFuture<Completion<CardReading>> read(Contents contents, Duration within) {
        return submit(within, (line, deadline) -> awaitCard(line, contents, deadline));
    }

    @Override
    public CompletableFuture<Completion<String>> samId(Duration within) {
        return submit(within, (line, deadline) -> readSamId(line));
    }

    @Override
    public CompletableFuture<Completion<String>> reset(Duration within) {
        return submit(within, (line, deadline) -> {
            SamVLine.Answer answer = reset(line);
            return answer.ok() ? readSamId(line) : answer.status().failed();
        });
    }

    @Override
    public CompletableFuture<Completion<String>> selfTest(Duration within) {
        return submit(within, (line, deadline) -> {
            SamVLine.Answer answer = line.exchange(SamVCommand.SAM_STATUS);
            return answer.ok()
                    ? readSamId(line).map(id -> "security module " + id + " ready")
                    : answer.status().failed();
        });
    }

    @Override
    protected SamVLine connect() throws IOException {
        SamVLine line = new SamVLine(port.open(), clock(), wireLog());
        boolean ready = false;
        try {
            // A silent module is found out sooner by this than by a reset, which may take its time.
            line.exchange(SamVCommand.SAM_STATUS);
            // A card that lies there already is found again after a reset.
            reset(line);
            samId = null;
            readSamId(line);
            ready = true;
            return line;
        } finally {
            if (!ready) {
                line.close();
            }
        }
    }

    @Override
    protected DeviceStatus unreachable(IOException cause) {
        cardSelected = false;
        lastSeen = DeviceStatus.starting();
        if (cause instanceof SamVLine.Silent) {
            return DeviceStatus.without(DeviceState.POWER_OFF, "silent");
        }
        if (cause instanceof SamVLine.Garbled) {
            return DeviceStatus.without(DeviceState.HARDWARE_ERROR, "answer-garbled");
        }
        return DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost");
    }

    @Override
    protected Duration poll(SamVLine line) throws IOException {
        if (cardSelected) {
            SamVStatus condition = line.exchange(SamVCommand.SAM_STATUS).status();
            if (condition != SamVStatus.OK) {
                return ill(line, meaning(condition));
            }
            boolean lying = stillSelected(line) || stillThere(line);
            sure(DeviceStatus.online(lying ? MediaState.PRESENT : MediaState.NOT_PRESENT));
            return IDLE;
        }
        DeviceStatus seen = meaning(line.exchange(SamVCommand.FIND).status());
        if (!seen.usable()) {
            return ill(line, seen);
        }
        saw(seen);
        return IDLE;
    }

    private Duration ill(SamVLine line, DeviceStatus seen) throws IOException {
        saw(seen);
        reset(line);
        return ILL;
    }

    private static DeviceStatus meaning(SamVStatus found) {
        return switch (found) {
            case CARD_FOUND -> DeviceStatus.online(MediaState.PRESENT);
            case NO_CARD -> DeviceStatus.online(MediaState.NOT_PRESENT);
            default -> DeviceStatus.without(DeviceState.HARDWARE_ERROR, found.reason());
        };
    }

    /**
     * Publishes a card at once and anything else when it was seen twice: a card at the edge of the field comes and goes,
     * and one odd answer is a disturbance.
     */
    private void saw(DeviceStatus seen) {
        boolean believed = seen.media() == MediaState.PRESENT || seen.equals(lastSeen) || !status().usable();
        lastSeen = seen;
        if (believed) {
            publish(seen);
        }
    }

    /** Publishes what two different questions gave. */
    private void sure(DeviceStatus seen) {
        lastSeen = seen;
        publish(seen);
    }

    private Completion<CardReading> awaitCard(SamVLine line, Contents contents, Deadline deadline) throws IOException {
        if (cardSelected && !stillSelected(line)) {
            reset(line);
        }
        if (cardSelected) {
            return readSelected(line, contents, deadline);
        }
        SamVStatus before = SamVStatus.NO_CARD;
        while (true) {
            SamVStatus found = line.exchange(SamVCommand.FIND).status();
            saw(meaning(found));
            if (found == SamVStatus.CARD_FOUND) {
                return readSelected(line, contents, deadline);
            }
            // One odd answer is a disturbance, the same one again is the module's word.
            if (found != SamVStatus.NO_CARD && found == before) {
                return found.failed();
            }
            before = found;
            if (abandoned()) {
                return Completion.failed(FailureCode.CANCELLED, "cancelled");
            }
            if (deadline.over()) {
                return SamVStatus.NO_CARD.failed();
            }
            pause(deadline.remaining(SEARCH_PAUSE));
        }
    }

    /** Reads the card that was found or is still selected; selects it first where that is needed. */
    private Completion<CardReading> readSelected(SamVLine line, Contents contents, Deadline deadline)
            throws IOException {
        for (int tries = 1; ; tries++) {
            Attempt attempt;
            try {
                attempt = attempt(line, contents);
            } catch (SamVLine.Garbled e) {
                // Whether it was this card or is the line, the next search shows.
                return Completion.failed(FailureCode.HARDWARE_ERROR, "answer-garbled");
            }
            if (attempt.reading().isPresent()) {
                return attempt.reading().get();
            }
            SamVStatus refused = attempt.refused();
            if (!CARD_LOST.contains(refused)) {
                return refused.failed();
            }
            if (!stillThere(line)) {
                sure(DeviceStatus.online(MediaState.NOT_PRESENT));
                return Completion.failed(FailureCode.USER_ERROR, "card-lifted");
            }
            if (tries == READ_TRIES || deadline.over() || abandoned()) {
                return refused.failed();
            }
        }
    }

    /** What came of one try: a completion, or the status of the step that the card or the module refused. */
    private record Attempt(Optional<Completion<CardReading>> reading, SamVStatus refused) {
        static Attempt refused(SamVStatus status) {
            return new Attempt(Optional.empty(), status);
        }
    }

    private Attempt attempt(SamVLine line, Contents contents) throws IOException {
        if (!cardSelected) {
            SamVLine.Answer selected = line.exchange(SamVCommand.SELECT);
            if (!selected.ok()) {
                return Attempt.refused(selected.status());
            }
            cardSelected = true;
        }
        SamVLine.Answer answer = line.exchange(
                contents == Contents.TEXT_AND_PHOTO ? SamVCommand.READ : SamVCommand.READ_WITH_FINGERPRINT);
        if (!answer.ok()) {
            return Attempt.refused(answer.status());
        }
        SamVLine.Answer address = line.exchange(SamVCommand.NEWEST_ADDRESS);
        if (!address.ok() && address.status() != SamVStatus.NO_SUCH_ITEM) {
            return Attempt.refused(address.status());
        }
        return new Attempt(Optional.of(reading(contents, answer, address)), SamVStatus.OK);
    }

    private Completion<CardReading> reading(Contents contents, SamVLine.Answer answer, SamVLine.Answer address) {
        Optional<CardBlocks> blocks = CardBlocks.of(answer.data(), contents);
        if (blocks.isEmpty()) {
            return Completion.failed(FailureCode.INVALID_DATA, "blocks-unreadable");
        }
        CardBlocks card = blocks.get();
        Optional<String> newestAddress = IdCardTextBlock.decodeAddress(address.data());
        String reader = samId == null ? "unknown" : samId;
        return IdCardTextBlock.decode(card.text())
                .map(text -> new CardReading(text, newestAddress, card.photo(), card.fingerprint(), reader));
    }

    /** Whether the selected card answers; it is not asked for more than its newest address, the shortest that it has. */
    private static boolean stillSelected(SamVLine line) throws IOException {
        SamVStatus status = line.exchange(SamVCommand.NEWEST_ADDRESS).status();
        return status == SamVStatus.OK || status == SamVStatus.NO_SUCH_ITEM;
    }

    /** Whether a card is on the reader, after a reset of the radio field; it is found then and has to be selected. */
    private boolean stillThere(SamVLine line) throws IOException {
        reset(line);
        return line.exchange(SamVCommand.FIND).status() == SamVStatus.CARD_FOUND;
    }

    private SamVLine.Answer reset(SamVLine line) throws IOException {
        cardSelected = false;
        return line.exchange(SamVCommand.RESET);
    }

    private Completion<String> readSamId(SamVLine line) throws IOException {
        SamVLine.Answer answer = line.exchange(SamVCommand.SAM_ID);
        Optional<SamId> id = answer.ok() ? SamId.of(answer.data()) : Optional.empty();
        if (id.isEmpty()) {
            return answer.status().failed();
        }
        samId = id.get().toString();
        fact("module", samId);
        fact("module-version", id.get().version());
        return Completion.success(samId);
    }

    private static void pause(Duration pause) throws IOException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("driver closed", e);
        }
    }
}
