package org.zizhu.drivers.chipcard.emulator;

import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import javax.smartcardio.ATR;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;
import jnasmartcardio.Smartcardio.EstablishContextException;
import jnasmartcardio.Smartcardio.JnaCardNotPresentException;
import jnasmartcardio.Smartcardio.JnaPCSCException;
import org.zizhu.drivers.chipcard.pcsc.CardService;

/**
 * A card service with one reader, inside this process, for what the real one can't be made to do: it throws what its
 * provider throws, with the codes of PC/SC. Whoever is in touch with it when it stops has to get in touch anew.
 */
public final class EmulatedCardService implements CardService {

    private static final long NO_SERVICE = 0x8010001DL;
    private static final long INVALID_HANDLE = 0x80100003L;
    private static final long UNKNOWN_READER = 0x80100009L;
    private static final long SHARING_VIOLATION = 0x8010000BL;
    private static final long REMOVED_CARD = 0x80100069L;
    private static final long UNRESPONSIVE_CARD = 0x80100066L;

    private static final Duration LOOK = Duration.ofMillis(5);

    private final EmulatedSlot slot;

    // All below is guarded by this.
    private String readerName;
    private boolean taken;
    private boolean running = true;
    private boolean plugged = true;
    private boolean frozen;
    private int life;
    private int contacts;

    public EmulatedCardService(EmulatedSlot slot, String readerName) {
        this.slot = slot;
        this.readerName = readerName;
    }

    /** Ends it. */
    public synchronized void stop() {
        running = false;
        life++;
    }

    /** Starts it again. */
    public synchronized void start() {
        running = true;
    }

    /** Pulls the reader's cable, or plugs it in again. */
    public synchronized void plug(boolean in) {
        plugged = in;
    }

    /** Plugs the reader in where it gets another name. */
    public synchronized void replug(String otherName) {
        readerName = otherName;
    }

    /** Another program has the reader for itself from now on, or gives it back. */
    public synchronized void take(boolean now) {
        taken = now;
    }

    /** From now on no call comes back, until it is frozen no longer. */
    public synchronized void freeze(boolean now) {
        frozen = now;
        notifyAll();
    }

    /** How many are in touch with it now. */
    public synchronized int contacts() {
        return contacts;
    }

    @Override
    public CardTerminals contact() throws NoSuchAlgorithmException {
        return new Terminals(begin());
    }

    private synchronized int begin() {
        thaw();
        if (!running) {
            throw new EstablishContextException(new JnaPCSCException(NO_SERVICE, "SCARD_E_NO_SERVICE"));
        }
        contacts++;
        return life;
    }

    private synchronized void end() {
        contacts--;
    }

    private synchronized void thaw() {
        try {
            while (frozen) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What each call meets first. */
    private synchronized void check(int since) throws JnaPCSCException {
        thaw();
        if (!running) {
            throw new JnaPCSCException(NO_SERVICE, "SCARD_E_NO_SERVICE");
        }
        if (life != since) {
            throw new JnaPCSCException(INVALID_HANDLE, "SCARD_E_INVALID_HANDLE");
        }
    }

    private synchronized void check(int since, String reader) throws JnaPCSCException {
        check(since);
        if (!plugged || !reader.equals(readerName)) {
            throw new JnaPCSCException(UNKNOWN_READER, "SCARD_E_UNKNOWN_READER");
        }
    }

    private synchronized void checkFree() throws JnaPCSCException {
        if (taken) {
            throw new JnaPCSCException(SHARING_VIOLATION, "SCARD_E_SHARING_VIOLATION");
        }
    }

    private synchronized List<CardTerminal> readers(int since) {
        return plugged ? List.of(new Terminal(since, readerName)) : List.of();
    }

    private final class Terminals extends CardTerminals implements AutoCloseable {
        private final int since;

        Terminals(int since) {
            this.since = since;
        }

        @Override
        public List<CardTerminal> list(State state) throws CardException {
            check(since);
            return readers(since);
        }

        @Override
        public boolean waitForChange(long timeout) throws CardException {
            throw new UnsupportedOperationException("nobody waits so");
        }

        @Override
        public void close() {
            end();
        }
    }

    private final class Terminal extends CardTerminal {
        private final int since;
        private final String name;

        Terminal(int since, String name) {
            this.since = since;
            this.name = name;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isCardPresent() throws CardException {
            check(since, name);
            return slot.occupied();
        }

        @Override
        public Card connect(String protocol) throws CardException {
            check(since, name);
            checkFree();
            byte[] answer = slot.reset();
            if (answer.length == 0) {
                throw slot.occupied()
                        ? new JnaPCSCException(UNRESPONSIVE_CARD, "SCARD_W_UNRESPONSIVE_CARD")
                        : new JnaCardNotPresentException(REMOVED_CARD, "SCARD_W_REMOVED_CARD");
            }
            return new PoweredCard(since, name, new ATR(answer));
        }

        @Override
        public boolean waitForCardPresent(long timeout) throws CardException {
            throw new UnsupportedOperationException("nobody waits so");
        }

        @Override
        public boolean waitForCardAbsent(long timeout) throws CardException {
            long end = System.nanoTime() + Duration.ofMillis(timeout).toNanos();
            while (isCardPresent()) {
                if (System.nanoTime() - end >= 0 || interrupted()) {
                    return false;
                }
            }
            return true;
        }

        private static boolean interrupted() {
            try {
                Thread.sleep(LOOK.toMillis());
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }

    private final class PoweredCard extends Card {
        private final int since;
        private final String reader;
        private final ATR answerToReset;

        PoweredCard(int since, String reader, ATR answerToReset) {
            this.since = since;
            this.reader = reader;
            this.answerToReset = answerToReset;
        }

        @Override
        public ATR getATR() {
            return answerToReset;
        }

        @Override
        public String getProtocol() {
            return "T=1";
        }

        @Override
        public CardChannel getBasicChannel() {
            return new Channel(this);
        }

        @Override
        public CardChannel openLogicalChannel() {
            throw new UnsupportedOperationException("one channel is enough");
        }

        @Override
        public void beginExclusive() {}

        @Override
        public void endExclusive() {}

        @Override
        public byte[] transmitControlCommand(int code, byte[] command) {
            throw new UnsupportedOperationException("no controls");
        }

        @Override
        public void disconnect(boolean reset) throws CardException {
            check(since, reader);
            if (reset) {
                slot.reset();
            }
        }
    }

    private final class Channel extends CardChannel {
        private final PoweredCard card;

        Channel(PoweredCard card) {
            this.card = card;
        }

        @Override
        public Card getCard() {
            return card;
        }

        @Override
        public int getChannelNumber() {
            return 0;
        }

        @Override
        public ResponseAPDU transmit(CommandAPDU command) {
            throw new UnsupportedOperationException("bytes, please");
        }

        @Override
        public int transmit(ByteBuffer command, ByteBuffer response) throws CardException {
            check(card.since, card.reader);
            byte[] bytes = new byte[command.remaining()];
            command.get(bytes);
            byte[] answer;
            try {
                answer = slot.transmit(bytes);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new JnaPCSCException(NO_SERVICE, "SCARD_E_NO_SERVICE");
            }
            check(card.since, card.reader);
            if (answer.length == 0) {
                // What the provider makes of an answer of no bytes.
                throw new IllegalArgumentException("newPosition < 0: (-2 < 0)");
            }
            response.put(answer);
            return answer.length;
        }

        @Override
        public void close() {}
    }
}
