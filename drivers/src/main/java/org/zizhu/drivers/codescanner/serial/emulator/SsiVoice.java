package org.zizhu.drivers.codescanner.serial.emulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.zizhu.drivers.codescanner.serial.SsiPacket;

/**
 * An engine that speaks SSI. It sends codes in packets only after it was told to, waits for the acknowledgement of each, and
 * sends what was lost or damaged again.
 */
final class SsiVoice implements Voice {

    /** The parameters that this product sets, and their values. */
    private static final int TRIGGERING = 0x8A;

    private static final int BY_HOST = 0x08;
    private static final int DECODE_DATA_FORMAT = 0xEE;

    private static final int QR_CODE = 0xF1;

    /** As the guide's "serial response time-out" has it by default. */
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(2);

    private static final int TRIES = 3;

    private final ScanEngineEmulator engine;
    private final EngineModel model;
    /** The first of them is out and not acknowledged. */
    private final Deque<SsiPacket> outgoing = new ArrayDeque<>();

    private byte[] pending = new byte[0];
    private int tries;
    private long sentNanos;
    private volatile boolean packets;

    SsiVoice(ScanEngineEmulator engine, EngineModel model) {
        this.engine = engine;
        this.model = model;
    }

    @Override
    public void hear(byte[] bytes, int count) throws InterruptedException {
        byte[] more = Arrays.copyOf(pending, pending.length + count);
        System.arraycopy(bytes, 0, more, pending.length, count);
        pending = more;
        int at = 0;
        while (at < pending.length) {
            int length = SsiPacket.lengthAt(pending, at);
            boolean fromHost = at + 2 >= pending.length || pending[at + 2] == SsiPacket.HOST;
            if (length == 0 || !fromHost) {
                at++;
            } else if (at + length > pending.length) {
                break;
            } else if (SsiPacket.rightAt(pending, at)) {
                take(SsiPacket.at(pending, at));
                at += length;
            } else {
                nak(SsiPacket.NAK_RESEND);
                at += length;
            }
        }
        pending = Arrays.copyOfRange(pending, at, pending.length);
    }

    private void take(SsiPacket packet) throws InterruptedException {
        if (packet.opcode() == SsiPacket.CMD_ACK) {
            outgoing.poll();
            tries = 0;
            sendFirst(0);
        } else if (packet.opcode() == SsiPacket.CMD_NAK) {
            sendFirst(SsiPacket.RETRANSMITTED);
        } else if (engine.misunderstands()) {
            nak(SsiPacket.NAK_RESEND);
        } else if (engine.refusing()) {
            nak(SsiPacket.NAK_DENIED);
        } else {
            obey(packet);
        }
    }

    private void obey(SsiPacket packet) throws InterruptedException {
        switch (packet.opcode()) {
            case SsiPacket.START_SESSION -> engine.trigger(true);
            case SsiPacket.STOP_SESSION -> engine.trigger(false);
            case SsiPacket.PARAM_SEND -> set(packet.data());
            case SsiPacket.REQUEST_REVISION -> {
                byte[] revision =
                        (model.firmware() + " NBRPUCAM " + model.name() + " 0000").getBytes(StandardCharsets.US_ASCII);
                engine.answer(new SsiPacket(SsiPacket.REPLY_REVISION, SsiPacket.DECODER, 0, revision).bytes());
                return;
            }
            default -> {
                // Others are acknowledged and have no effect here.
            }
        }
        engine.answer(SsiPacket.decoder(SsiPacket.CMD_ACK).bytes());
    }

    /** The beep code, then number and value of each parameter. */
    private void set(byte[] data) {
        for (int i = 1; i + 1 < data.length; i += 2) {
            int value = data[i + 1] & 0xFF;
            switch (data[i] & 0xFF) {
                case TRIGGERING -> engine.hostTriggered(value == BY_HOST);
                case DECODE_DATA_FORMAT -> packets = value == 1;
                default -> {
                    // Of no effect here.
                }
            }
        }
    }

    private void nak(int why) throws InterruptedException {
        engine.answer(SsiPacket.decoder(SsiPacket.CMD_NAK, why).bytes());
    }

    @Override
    public void tell(List<byte[]> codes) throws InterruptedException {
        if (!packets) {
            engine.send(BareCodes.of(codes));
            return;
        }
        boolean idle = outgoing.isEmpty();
        codes.forEach(this::queue);
        if (idle) {
            sendFirst(0);
        }
    }

    private void queue(byte[] code) {
        int most = SsiPacket.MOST_DATA - 1;
        for (int from = 0; from == 0 || from < code.length; from += most) {
            int to = Math.min(from + most, code.length);
            byte[] data = new byte[1 + to - from];
            data[0] = (byte) QR_CODE;
            System.arraycopy(code, from, data, 1, to - from);
            int status = to < code.length ? SsiPacket.CONTINUED : 0;
            outgoing.add(new SsiPacket(SsiPacket.DECODE_DATA, SsiPacket.DECODER, status, data));
        }
    }

    private void sendFirst(int status) throws InterruptedException {
        SsiPacket first = outgoing.peek();
        if (first == null) {
            return;
        }
        if (tries == TRIES) {
            outgoing.clear();
            tries = 0;
            return;
        }
        tries++;
        engine.send(new SsiPacket(first.opcode(), first.source(), first.status() | status, first.data()).bytes());
        sentNanos = System.nanoTime();
    }

    @Override
    public void tick() throws InterruptedException {
        if (!outgoing.isEmpty() && System.nanoTime() - sentNanos > ACKNOWLEDGED_WITHIN.toNanos()) {
            sendFirst(SsiPacket.RETRANSMITTED);
        }
    }

    @Override
    public void forget() {
        packets = false;
    }
}
