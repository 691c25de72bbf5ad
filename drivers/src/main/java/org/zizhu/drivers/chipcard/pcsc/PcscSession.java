package org.zizhu.drivers.chipcard.pcsc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import javax.smartcardio.Card;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.chipcard.CardChannel;
import org.zizhu.drivers.chipcard.CardLost;
import org.zizhu.drivers.loop.Deadline;

/** In touch with the card service, from finding it to its loss. Used by the driver's thread; closed from any. */
final class PcscSession implements AutoCloseable {

    /** A question is answered in a millisecond, somewhat later on a machine under load; one that hangs shows within a second. */
    private static final Duration QUESTION = Duration.ofMillis(700);

    /** Power-up, reset or a command: thrice the waiting time that a card has by ISO 7816-3 §10.2 and a reader grants it. */
    private static final Duration COMMAND = Duration.ofSeconds(3);

    /** A reader notices within half a second that a card was pulled. */
    private static final Duration NOTICE = Duration.ofMillis(250);

    private static final int NOTICES = 4;

    /** Room for an answer of a card with short APDUs, and for one that does not know its limits. */
    private static final int LONGEST_ANSWER_BYTES = 4096;

    private static final Logger LOG = LoggerFactory.getLogger(PcscSession.class);

    private final PcscThread thread;
    private final String wantedReader;

    /** Set on the session's thread, even when nobody waits for it any more: it has to be closed. */
    private volatile @Nullable CardTerminals terminals;

    private @Nullable CardTerminal reader;

    /** Why the session can't go on, found while a card was talked to; told at the next look. */
    private @Nullable IOException broken;

    /** @param wantedReader part of the reader's name; empty: the first that is found */
    PcscSession(PcscThread thread, String wantedReader) {
        this.thread = thread;
        this.wantedReader = wantedReader;
    }

    /** Gets in touch with the service. */
    void begin(CardService service) throws IOException {
        try {
            thread.call(QUESTION, () -> terminals = service.contact());
        } catch (Trouble e) {
            throw new IOException("no card service", e);
        }
    }

    /** The reader's name, once it was found. */
    Optional<String> readerName() {
        return Optional.ofNullable(reader).map(CardTerminal::getName);
    }

    /**
     * Whether there is the reader, and a card in it.
     *
     * @throws IOException when the service is lost
     */
    DeviceStatus look() throws IOException {
        if (broken != null) {
            throw broken;
        }
        try {
            CardTerminal there = found();
            if (there == null) {
                return DeviceStatus.without(DeviceState.NO_DEVICE, "no-reader");
            }
            boolean card = thread.call(QUESTION, there::isCardPresent);
            return DeviceStatus.online(card ? MediaState.PRESENT : MediaState.NOT_PRESENT);
        } catch (Trouble trouble) {
            reader = null;
            if (trouble.kind() == Trouble.Kind.READER_GONE) {
                return DeviceStatus.without(DeviceState.NO_DEVICE, "no-reader");
            }
            throw new IOException("no card service", trouble);
        }
    }

    private @Nullable CardTerminal found() throws Trouble, IOException {
        CardTerminals known = terminals;
        if (reader == null && known != null) {
            List<CardTerminal> all = thread.call(QUESTION, () -> known.list());
            reader = all.stream()
                    .filter(one -> one.getName().contains(wantedReader))
                    .findFirst()
                    .orElse(null);
        }
        return reader;
    }

    /**
     * Powers the card up.
     *
     * @param abandoned whether nobody waits for it any more
     */
    PoweredCard power(Deadline deadline, BooleanSupplier abandoned) throws CardLost {
        CardTerminal there = reader;
        if (there == null) {
            throw new CardLost("no-reader");
        }
        return new PoweredCard(call(deadline, () -> there.connect("*")), deadline, abandoned);
    }

    /** A card under power, until it is closed. */
    final class PoweredCard implements CardChannel, AutoCloseable {
        private final Card card;
        private final Deadline deadline;
        private final BooleanSupplier abandoned;

        private PoweredCard(Card card, Deadline deadline, BooleanSupplier abandoned) {
            this.card = card;
            this.deadline = deadline;
            this.abandoned = abandoned;
        }

        @Override
        public byte[] answerToReset() {
            return card.getATR().getBytes();
        }

        @Override
        public byte[] transceive(byte[] command) throws CardLost {
            if (abandoned.getAsBoolean()) {
                throw new CardLost("time-out");
            }
            return call(deadline, () -> {
                byte[] answer = new byte[LONGEST_ANSWER_BYTES];
                int length = card.getBasicChannel().transmit(ByteBuffer.wrap(command), ByteBuffer.wrap(answer));
                return Arrays.copyOf(answer, length);
            });
        }

        /** Resets the card: what was selected on it is forgotten. The service takes its power a moment later. */
        @Override
        public void close() {
            if (broken != null) {
                return;
            }
            try {
                thread.call(COMMAND, () -> {
                    card.disconnect(true);
                    return true;
                });
            } catch (Trouble alreadyGone) {
                LOG.debug("card not disconnected: {}", alreadyGone.kind());
            } catch (IOException e) {
                broken = e;
            }
        }
    }

    private <T> T call(Deadline deadline, Callable<T> call) throws CardLost {
        if (deadline.over()) {
            throw new CardLost("time-out");
        }
        try {
            return thread.call(deadline.remaining(COMMAND), call);
        } catch (IOException e) {
            broken = e;
            throw new CardLost(deadline.over() ? "time-out" : "silent");
        } catch (Trouble trouble) {
            throw new CardLost(reason(trouble));
        }
    }

    private String reason(Trouble trouble) {
        switch (trouble.kind()) {
            case CARD_REMOVED -> {
                return "card-removed";
            }
            case CARD_SILENT -> {
                return pulled() ? "card-removed" : "card-mute";
            }
            case READER_TAKEN -> {
                return "slot-taken";
            }
            case READER_GONE -> {
                reader = null;
                return "no-reader";
            }
            default -> {
                broken = new IOException("no card service", trouble);
                return "no-card-service";
            }
        }
    }

    /** Whether the card that has just given no answer turns out to be gone. */
    private boolean pulled() {
        CardTerminal there = reader;
        try {
            for (int i = 0; there != null && i < NOTICES; i++) {
                if (thread.call(QUESTION, () -> there.waitForCardAbsent(NOTICE.toMillis()))) {
                    return true;
                }
            }
        } catch (Trouble trouble) {
            LOG.debug("not known whether the card is gone: {}", trouble.kind());
        } catch (IOException e) {
            broken = e;
        }
        return false;
    }

    @Override
    public void close() {
        thread.end(() -> {
            if (terminals instanceof AutoCloseable open) {
                try {
                    open.close();
                } catch (Exception e) {
                    // As is usual when the service was lost: what it kept for us went with it.
                    LOG.debug("contact not closed: {}", e.getClass().getSimpleName());
                }
            }
        });
    }
}
