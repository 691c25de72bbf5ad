package org.zizhu.drivers.codescanner.serial;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * Packets of an SSI engine. A code comes in one packet or several and is put together here; each is acknowledged, a damaged
 * one is asked for again, and one that comes twice since its acknowledgement got lost counts once.
 */
final class SsiFramer implements Framer {

    /** More than any command is answered with; a device that babbles pushes its oldest words out. */
    private static final int MOST_ARRIVED = 16;

    private static final byte[] ACK = SsiPacket.host(SsiPacket.CMD_ACK).bytes();
    private static final byte[] NAK_RESEND =
            SsiPacket.host(SsiPacket.CMD_NAK, SsiPacket.NAK_RESEND).bytes();

    /** Answers, and codes as if each had come whole in one packet. */
    private final Deque<SsiPacket> arrived = new ArrayDeque<>();

    private final Deque<byte[]> codes = new ArrayDeque<>();
    private final ByteArrayOutputStream due = new ByteArrayOutputStream();
    private byte[] pending = new byte[0];
    private ByteArrayOutputStream assembled = new ByteArrayOutputStream();
    private int lastDataHash;
    private boolean midCode;
    /** The code whose packets come now is not wanted, or has a gap. */
    private boolean unwanted;

    @Override
    public void add(byte[] bytes, int count) {
        byte[] more = Arrays.copyOf(pending, pending.length + count);
        System.arraycopy(bytes, 0, more, pending.length, count);
        pending = more;
        int at = 0;
        while (at < pending.length) {
            int length = SsiPacket.lengthAt(pending, at);
            if (length == 0 || !plausible(at)) {
                at++;
            } else if (at + length > pending.length) {
                break;
            } else if (SsiPacket.rightAt(pending, at)) {
                take(SsiPacket.at(pending, at));
                at += length;
            } else {
                askAgain(at);
                // Not the whole packet: if its length was damaged, the next one begins inside.
                at++;
            }
        }
        pending = Arrays.copyOfRange(pending, at, pending.length);
    }

    /** An engine's packets have an opcode of the upper half in their second byte, and their source in the third. */
    private boolean plausible(int at) {
        return (at + 1 >= pending.length || pending[at + 1] < 0)
                && (at + 2 >= pending.length || pending[at + 2] == SsiPacket.DECODER);
    }

    private void askAgain(int at) {
        if (at + 1 < pending.length && (pending[at + 1] & 0xFF) == SsiPacket.DECODE_DATA && due.size() == 0) {
            due.writeBytes(NAK_RESEND);
        }
    }

    private void take(SsiPacket packet) {
        if (packet.opcode() == SsiPacket.DECODE_DATA) {
            due.writeBytes(ACK);
            int hash = Arrays.hashCode(packet.data());
            boolean cameBefore = packet.is(SsiPacket.RETRANSMITTED) && hash == lastDataHash;
            lastDataHash = hash;
            if (!cameBefore) {
                assemble(packet);
            }
        } else {
            arrive(packet);
        }
    }

    private void assemble(SsiPacket packet) {
        // Its first byte is the kind of bar code.
        if (packet.data().length > 1 && assembled.size() <= LONGEST_CODE) {
            assembled.write(packet.data(), 1, packet.data().length - 1);
        }
        midCode = packet.is(SsiPacket.CONTINUED);
        if (!midCode) {
            if (!unwanted && assembled.size() <= LONGEST_CODE) {
                arrive(new SsiPacket(SsiPacket.DECODE_DATA, SsiPacket.DECODER, 0, assembled.toByteArray()));
            }
            // A new one, since what was said must not stay in memory.
            assembled = new ByteArrayOutputStream();
            unwanted = false;
        }
    }

    private void arrive(SsiPacket packet) {
        arrived.add(packet);
        if (arrived.size() > MOST_ARRIVED) {
            arrived.remove();
        }
    }

    @Override
    public Optional<Answer> answer(Answer.Form form, boolean keepCodes) {
        while (!arrived.isEmpty()) {
            SsiPacket packet = arrived.remove();
            if (packet.opcode() != SsiPacket.DECODE_DATA) {
                Optional<Answer.Found> found = form.in(packet.bytes());
                if (found.isPresent()) {
                    return found.map(Answer.Found::answer);
                }
            } else if (keepCodes) {
                codes.add(packet.data());
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> code() {
        while (codes.isEmpty() && !arrived.isEmpty()) {
            SsiPacket packet = arrived.remove();
            if (packet.opcode() == SsiPacket.DECODE_DATA) {
                codes.add(packet.data());
            }
        }
        return Optional.ofNullable(codes.poll());
    }

    @Override
    public void disown() {
        codes.clear();
        arrived.clear();
        unwanted = midCode;
    }

    /** Engines send the packets of a code one after the other: a code that pauses has lost one. */
    @Override
    public int quiet() {
        int dropped = pending.length;
        askAgain(0);
        pending = new byte[0];
        unwanted |= midCode;
        return dropped;
    }

    @Override
    public byte[] due() {
        byte[] owed = due.toByteArray();
        due.reset();
        return owed;
    }
}
