package org.zizhu.drivers.serial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A device that answers as one did when its {@link Dialogue} was captured. Requests have to come in the captured order,
 * except that a request may be repeated more or less often than then: how often a driver polls is its own affair. After
 * the end of the dialogue the device is silent. Each opening starts from the beginning.
 */
public final class ReplayPort implements SerialLink.Port {
    private final List<Dialogue.Exchange> script = new ArrayList<>();

    public ReplayPort(Dialogue dialogue) {
        for (Dialogue.Exchange exchange : dialogue.exchanges()) {
            if (script.isEmpty() || !exchange.sameAs(script.get(script.size() - 1))) {
                script.add(exchange);
            }
        }
    }

    @Override
    public SerialLink open() {
        return new Replay(script);
    }

    private static final class Replay implements SerialLink {
        private final List<Dialogue.Exchange> script;
        private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
        private byte[] rest = new byte[0];
        private int next;
        private volatile boolean closed;

        Replay(List<Dialogue.Exchange> script) {
            this.script = script;
            if (!script.isEmpty() && script.get(0).sent().length == 0) {
                answers.add(script.get(next++).received());
            }
        }

        /**
         * @throws IOException when this is not what the host said in the captured dialogue
         */
        @Override
        public void write(byte[] bytes) throws IOException {
            requireOpen();
            if (next == script.size() && !repeatsLast(bytes)) {
                return;
            }
            if (next < script.size() && Arrays.equals(bytes, script.get(next).sent())) {
                answers.add(script.get(next++).received());
            } else if (repeatsLast(bytes)) {
                answers.add(script.get(next - 1).received());
            } else {
                throw new IOException("request " + (next + 1) + " differs from the captured one");
            }
        }

        private boolean repeatsLast(byte[] bytes) {
            return next > 0 && Arrays.equals(bytes, script.get(next - 1).sent());
        }

        @Override
        public int read(byte[] buffer, Duration within) throws IOException {
            requireOpen();
            if (rest.length == 0) {
                try {
                    byte[] answer = answers.poll(within.toNanos(), TimeUnit.NANOSECONDS);
                    rest = answer == null ? rest : answer;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("read interrupted", e);
                }
                requireOpen();
            }
            int count = Math.min(buffer.length, rest.length);
            System.arraycopy(rest, 0, buffer, 0, count);
            rest = Arrays.copyOfRange(rest, count, rest.length);
            return count;
        }

        private void requireOpen() throws IOException {
            if (closed) {
                throw new IOException("line closed");
            }
        }

        @Override
        public void close() {
            closed = true;
            answers.add(new byte[0]);
        }
    }
}
