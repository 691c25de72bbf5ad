package org.zizhu.drivers.codescanner.serial;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * Codes that come bare, each ended by CR or CR LF, with answers of another form among them. An LF alone ends nothing: it is
 * part of what codes with several lines say.
 */
final class LineFramer implements Framer {

    /** A code, its terminator, and an answer that came with it. */
    private static final int MOST_BYTES = LONGEST_CODE + 300;

    private final Deque<byte[]> codes = new ArrayDeque<>();
    private byte[] pending = new byte[0];
    /** What comes belongs to something that is not wanted, up to its end. */
    private boolean skipping;

    @Override
    public void add(byte[] bytes, int count) {
        byte[] more = Arrays.copyOf(pending, pending.length + count);
        System.arraycopy(bytes, 0, more, pending.length, count);
        pending = more;
        if (skipping) {
            int end = terminator();
            skipping = end < 0;
            pending = skipping ? new byte[0] : after(end);
        }
        if (pending.length > MOST_BYTES && terminator() < 0) {
            pending = new byte[0];
            skipping = true;
        }
    }

    @Override
    public Optional<Answer> answer(Answer.Form form, boolean keepCodes) {
        Optional<Answer.Found> found = form.in(pending);
        found.ifPresent(answer -> {
            byte[] before = Arrays.copyOf(pending, answer.start());
            pending = Arrays.copyOfRange(pending, answer.end(), pending.length);
            // Something without an end before an answer is no code but a disturbance, and then nothing near it is
            // believed.
            if (keepCodes && endsWhole(before)) {
                cutInto(codes, before);
            }
        });
        return found.map(Answer.Found::answer);
    }

    private static boolean endsWhole(byte[] lines) {
        return lines.length > 0 && (lines[lines.length - 1] == '\r' || lines[lines.length - 1] == '\n');
    }

    private static void cutInto(Deque<byte[]> codes, byte[] lines) {
        LineFramer cutter = new LineFramer();
        cutter.pending = lines;
        for (Optional<byte[]> code = cutter.code(); code.isPresent(); code = cutter.code()) {
            codes.add(code.get());
        }
    }

    @Override
    public Optional<byte[]> code() {
        while (codes.isEmpty()) {
            int end = terminator();
            if (end < 0) {
                return Optional.empty();
            }
            int start = pending[0] == '\n' ? 1 : 0;
            if (end > start && end - start <= LONGEST_CODE) {
                codes.add(Arrays.copyOfRange(pending, start, end));
            }
            pending = after(end);
        }
        return Optional.of(codes.remove());
    }

    @Override
    public void disown() {
        while (code().isPresent()) {
            // Nobody asked for it.
        }
        skipping |= pending.length > 0 && !(pending.length == 1 && pending[0] == '\n');
        pending = new byte[0];
    }

    @Override
    public int quiet() {
        int whole = lastTerminator() + 1;
        int dropped = pending.length - whole;
        pending = Arrays.copyOf(pending, whole);
        skipping = false;
        return dropped;
    }

    @Override
    public byte[] due() {
        return new byte[0];
    }

    private int terminator() {
        for (int i = 0; i < pending.length; i++) {
            if (pending[i] == '\r') {
                return i;
            }
        }
        return -1;
    }

    private int lastTerminator() {
        int last = pending.length - 1;
        while (last >= 0 && pending[last] != '\r') {
            last--;
        }
        return last;
    }

    private byte[] after(int end) {
        return Arrays.copyOfRange(pending, end + 1, pending.length);
    }
}
