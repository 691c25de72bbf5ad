package org.zizhu.drivers.chipcard.emulator;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * The card's end of vpcd, the reader driver of the virtual smart card project: a reader of the real card service whose slot
 * is an {@link EmulatedSlot}. A card in the slot is a connection to the driver; where there is nothing to answer, the connection is
 * closed.
 *
 * <p>The driver listens on all addresses, and whoever reaches it can be a card: so it and this reader are alone on a
 * {@link PrivateNetwork}, which takes root's rights.
 *
 * <p>A frame is a length of two bytes and so many bytes. One byte is an order to the reader: power off, power on, reset, or
 * the answer to reset, which is also asked for to see whether a card is there; more are a command for the card.
 */
public final class VirtualReader implements AutoCloseable {

    private static final int POWER_ON = 1;
    private static final int RESET = 2;
    private static final int ANSWER_TO_RESET = 4;

    /** What a mute card is noticed by: the switch in the slot. The driver has no other word for it than an ATR. */
    private static final byte[] SOMETHING = {0x3B, 0x00};

    /** While the card service does not run; it looks for a card every 0.4 s itself. */
    private static final Duration TRY_AGAIN = Duration.ofMillis(50);

    /** vpcd's usual port; that of its second slot, which stays empty, is one further. */
    static final int PORT = 0x8C7B;

    private final EmulatedSlot slot;
    private final CompletableFuture<PrivateNetwork> network = new CompletableFuture<>();
    private final Thread thread;

    // Guarded by this.
    private @Nullable Socket connection;
    private boolean closed;

    /** A reader that waits for a card, and for the card service. */
    public VirtualReader(EmulatedSlot slot) {
        this.slot = slot;
        this.thread = new Thread(this::live, "virtual-reader");
        thread.setDaemon(true);
        slot.onChange(this::hangUp);
        thread.start();
    }

    /**
     * Where the driver is to run.
     *
     * @throws IOException when this process may not have such a network
     */
    PrivateNetwork network() throws IOException, InterruptedException {
        try {
            return network.get();
        } catch (ExecutionException e) {
            throw new IOException("no network for the virtual reader", e.getCause());
        }
    }

    private void live() {
        try {
            network.complete(PrivateNetwork.moveIn());
        } catch (IOException e) {
            network.completeExceptionally(e);
            return;
        }
        try {
            while (!isClosed()) {
                slot.awaitCard();
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
                    serve(socket);
                } catch (IOException e) {
                    // The card service does not run, or the card was taken out: the next connection is the next card's.
                    Thread.sleep(TRY_AGAIN.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket socket) throws IOException, InterruptedException {
        if (!take(socket)) {
            return;
        }
        DataInputStream in = new DataInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        socket.setTcpNoDelay(true);
        boolean poweredUp = false;
        while (slot.occupied()) {
            // An order without answer goes before a question; unless it is acknowledged at once, the question waits 40
            // ms.
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            byte[] frame = in.readNBytes(in.readUnsignedShort());
            if (frame.length == 1 && frame[0] != ANSWER_TO_RESET) {
                poweredUp = frame[0] == POWER_ON || frame[0] == RESET;
                continue;
            }
            byte[] answer = frame.length == 1 ? answerToReset(poweredUp) : slot.transmit(frame);
            poweredUp = false;
            if (answer.length == 0) {
                return;
            }
            out.write(ByteBuffer.allocate(2 + answer.length)
                    .putShort((short) answer.length)
                    .put(answer)
                    .array());
        }
    }

    private byte[] answerToReset(boolean poweredUp) {
        byte[] answer = poweredUp ? slot.reset() : slot.answerToReset();
        boolean mute = answer.length == 0 && slot.occupied();
        return mute && !poweredUp ? SOMETHING : answer;
    }

    private synchronized boolean take(Socket socket) {
        connection = socket;
        return !closed;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Another card, or none: what was said to the last one is over. */
    private synchronized void hangUp() {
        Socket open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new IllegalStateException("a socket can't be closed", e);
            }
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        hangUp();
        thread.interrupt();
    }
}
