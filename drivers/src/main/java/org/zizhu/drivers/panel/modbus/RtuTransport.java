package org.zizhu.drivers.panel.modbus;

import com.digitalpetri.modbus.ModbusRtuFrame;
import com.digitalpetri.modbus.ModbusRtuResponseFrameParser;
import com.digitalpetri.modbus.ModbusRtuResponseFrameParser.Accumulated;
import com.digitalpetri.modbus.ModbusRtuResponseFrameParser.ParseError;
import com.digitalpetri.modbus.ModbusRtuResponseFrameParser.ParserState;
import com.digitalpetri.modbus.client.ModbusRtuClientTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.wire.WireLog;
import org.zizhu.drivers.wire.WireLog.Direction;

/**
 * Our serial line as the Modbus library's transport: sending waits for the answer and hands it over before it returns, all on
 * the driver's thread. The library's own transport listens to the port from a thread of its own, which never hears of an
 * unplug.
 */
final class RtuTransport implements ModbusRtuClientTransport {

    /** A board answers within 10 ms, both frames take 17 ms at 9600 baud, and a USB adapter holds bytes back for 16 ms. */
    private static final Duration ANSWER = Duration.ofMillis(100);

    /** The longest frame of Modbus over serial line §2.5.1, and all that the library's parser holds. */
    private static final int LONGEST_FRAME_BYTES = 256;

    /** A line that doesn't fall silent for that long is not answering. */
    private static final int MOST_LEFTOVER_BYTES = 4096;

    /** The port is there and the board says nothing. */
    static final class Silent extends IOException {
        private static final long serialVersionUID = 1L;

        Silent() {
            super("no answer");
        }
    }

    /** What came is no answer; the message is a keyword. */
    static final class Garbled extends IOException {
        private static final long serialVersionUID = 1L;

        Garbled(String reason) {
            super(reason);
        }
    }

    private final SerialLink link;
    private final MonotonicClock clock;
    private final WireLog wireLog;
    private final ModbusRtuResponseFrameParser parser = new ModbusRtuResponseFrameParser();
    private final byte[] buffer = new byte[LONGEST_FRAME_BYTES];
    private Consumer<ModbusRtuFrame> receiver = frame -> {};
    private int refusalCode;

    RtuTransport(SerialLink link, MonotonicClock clock, WireLog wireLog) {
        this.link = link;
        this.clock = clock;
        this.wireLog = wireLog;
    }

    @Override
    public CompletableFuture<Void> connect() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> disconnect() {
        link.close();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void receive(Consumer<ModbusRtuFrame> frames) {
        receiver = frames;
    }

    @Override
    public void resetFrameParser() {
        parser.reset();
    }

    @Override
    public CompletableFuture<Void> send(ModbusRtuFrame request) {
        try {
            discardLeftovers();
            byte[] bytes = bytes(request);
            wireLog.frame(Direction.TO_DEVICE, bytes);
            link.write(bytes);
            ModbusRtuFrame answer = answer(request.unitId());
            refusalCode = answer.pdu().get(1) & 0xFF;
            receiver.accept(answer);
            return CompletableFuture.completedFuture(null);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Why the board refused the last request, if it did: the library (2.1.4) reports the function in its place. */
    int refusalCode() {
        return refusalCode;
    }

    private ModbusRtuFrame answer(int unit) throws IOException {
        parser.reset();
        Deadline deadline = Deadline.after(ANSWER, clock);
        int received = 0;
        do {
            int count = link.read(buffer, deadline.remaining());
            received += count;
            Optional<ModbusRtuFrame> frame = parsed(Arrays.copyOf(buffer, count), received);
            if (frame.isPresent()) {
                wireLog.frame(Direction.FROM_DEVICE, bytes(frame.get()));
                if (frame.get().unitId() == unit) {
                    return frame.get();
                }
                // A frame of another unit on the same line: ours may still come.
                parser.reset();
            }
        } while (!deadline.over());
        if (received == 0) {
            throw new Silent();
        }
        throw new Garbled("answer-truncated");
    }

    private Optional<ModbusRtuFrame> parsed(byte[] bytes, int received) throws IOException {
        if (received > LONGEST_FRAME_BYTES) {
            throw new Garbled("answer-garbled");
        }
        ParserState state = parser.parse(bytes);
        if (state instanceof ParseError) {
            throw new Garbled("answer-garbled");
        }
        return state instanceof Accumulated whole ? Optional.of(whole.frame()) : Optional.empty();
    }

    /** An answer to an earlier request, that was given up, must not be taken for the next one's. */
    private void discardLeftovers() throws IOException {
        int discarded = 0;
        for (int count = link.read(buffer, Duration.ZERO); count > 0; count = link.read(buffer, Duration.ZERO)) {
            discarded += count;
            if (discarded > MOST_LEFTOVER_BYTES) {
                throw new Garbled("line-never-silent");
            }
        }
        if (discarded > 0) {
            wireLog.note(discarded + " bytes discarded");
        }
    }

    private static byte[] bytes(ModbusRtuFrame frame) {
        ByteBuffer pdu = frame.pdu().duplicate();
        ByteBuffer crc = frame.crc().duplicate();
        ByteBuffer bytes = ByteBuffer.allocate(1 + pdu.remaining() + crc.remaining());
        return bytes.put((byte) frame.unitId()).put(pdu).put(crc).array();
    }
}
