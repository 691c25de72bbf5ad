package org.zizhu.drivers.codescanner.serial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Zebra's Simple Serial Interface: every command is acknowledged, or answered. */
final class SsiProtocol implements Protocol {

    /** No beep with a parameter. */
    private static final int SILENT = 0xFF;

    /** Parameter: what makes the engine look. */
    private static final int TRIGGERING = 0x8A;

    private static final int BY_HOST = 0x08;

    /** Parameter: how codes are sent. */
    private static final int DECODE_DATA_FORMAT = 0xEE;

    private static final int IN_PACKETS = 0x01;

    private static final byte[] LOOK = SsiPacket.host(SsiPacket.START_SESSION).bytes();
    private static final byte[] REST = SsiPacket.host(SsiPacket.STOP_SESSION).bytes();
    private static final byte[] ENABLE = SsiPacket.host(SsiPacket.SCAN_ENABLE).bytes();
    private static final byte[] REVISION =
            SsiPacket.host(SsiPacket.REQUEST_REVISION).bytes();

    @Override
    public Framer framer() {
        return new SsiFramer();
    }

    @Override
    public void prepare(EngineLine line) throws IOException {
        line.exchange(REST, SsiProtocol::acknowledgement);
        setParameters(line);
        line.exchange(ENABLE, SsiProtocol::acknowledgement);
    }

    private static void setParameters(EngineLine line) throws IOException {
        line.exchange(parameter(TRIGGERING, BY_HOST), SsiProtocol::acknowledgement);
        line.exchange(parameter(DECODE_DATA_FORMAT, IN_PACKETS), SsiProtocol::acknowledgement);
    }

    /** Until its power is cut: engines wear out by what is stored permanently. */
    private static byte[] parameter(int number, int value) {
        return SsiPacket.host(SsiPacket.PARAM_SEND, SILENT, number, value).bytes();
    }

    /** Firmware, board, engine and checksum, with blanks between them. */
    @Override
    public Map<String, String> identity(EngineLine line) throws IOException {
        Answer revision = line.exchange(REVISION, SsiProtocol::revision);
        String[] told =
                new String(revision.data(), StandardCharsets.US_ASCII).strip().split("\\s+", 3);
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("firmware", told[0]);
        if (told.length > 1) {
            identity.put("board", told[1]);
        }
        return identity;
    }

    @Override
    public void check(EngineLine line) throws IOException {
        line.exchange(REVISION, SsiProtocol::revision);
    }

    @Override
    public void look(EngineLine line) throws IOException {
        if (!line.looking()) {
            // It may have been without power for a moment since it was prepared.
            setParameters(line);
        }
        line.exchange(LOOK, SsiProtocol::acknowledgement);
    }

    @Override
    public void rest(EngineLine line) throws IOException {
        line.exchange(REST, SsiProtocol::acknowledgement);
    }

    @Override
    public byte[] dark() {
        return REST.clone();
    }

    private static Optional<Answer.Found> acknowledgement(byte[] packet) {
        return answer(packet, SsiPacket.CMD_ACK);
    }

    private static Optional<Answer.Found> revision(byte[] packet) {
        return answer(packet, SsiPacket.REPLY_REVISION);
    }

    private static Optional<Answer.Found> answer(byte[] bytes, int awaited) {
        SsiPacket packet = SsiPacket.at(bytes, 0);
        Answer.Verdict verdict;
        if (packet.opcode() == awaited) {
            verdict = Answer.Verdict.DONE;
        } else if (packet.opcode() == SsiPacket.CMD_NAK) {
            boolean resend = packet.data().length > 0 && packet.data()[0] == SsiPacket.NAK_RESEND;
            verdict = resend ? Answer.Verdict.ASK_AGAIN : Answer.Verdict.REFUSED;
        } else {
            return Optional.empty();
        }
        return Optional.of(new Answer.Found(0, bytes.length, new Answer(verdict, bytes, packet.data())));
    }
}
