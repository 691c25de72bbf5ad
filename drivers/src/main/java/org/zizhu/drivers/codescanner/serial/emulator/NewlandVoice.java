package org.zizhu.drivers.codescanner.serial.emulator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zizhu.drivers.codescanner.serial.NewlandFrame;

/** An engine with Newland's registers; some tell who they are by its text protocol. */
final class NewlandVoice implements Voice {

    /** Looks when its button is pressed. */
    private static final int MODE_AT_FIRST = 0xD4;

    private static final int TRIGGERED_BY = 0x03;
    private static final int BY_HOST = 0x01;

    private static final String TEXT_HEAD = "~\u00010000";
    private static final String TEXT_END = ";\u0003";

    /** Longer than any request. */
    private static final int MOST_BYTES = 300;

    private final ScanEngineEmulator engine;
    private final EngineModel model;
    private final Map<Integer, Integer> registers = new HashMap<>();
    private byte[] pending = new byte[0];

    NewlandVoice(ScanEngineEmulator engine, EngineModel model) {
        this.engine = engine;
        this.model = model;
    }

    @Override
    public void hear(byte[] bytes, int count) throws InterruptedException {
        byte[] more = Arrays.copyOf(pending, pending.length + count);
        System.arraycopy(bytes, 0, more, pending.length, count);
        pending = more.length > MOST_BYTES ? new byte[0] : more;
        for (Optional<NewlandFrame.Request> request = NewlandFrame.findRequest(pending);
                request.isPresent();
                request = NewlandFrame.findRequest(pending)) {
            pending = Arrays.copyOfRange(pending, request.get().end(), pending.length);
            engine.answer(answer(request.get()));
        }
        String text = new String(pending, StandardCharsets.ISO_8859_1);
        int start = text.indexOf(TEXT_HEAD);
        int end = start < 0 ? -1 : text.indexOf(TEXT_END, start);
        if (end >= 0) {
            pending = new byte[0];
            if (!model.firmware().isEmpty()) {
                // Behind the head comes # or @.
                engine.answer(textAnswer(text.substring(start + TEXT_HEAD.length() + 1, end)));
            }
        }
    }

    private byte[] answer(NewlandFrame.Request request) {
        if (!request.intact() || engine.misunderstands()) {
            return NewlandFrame.answer(NewlandFrame.CRC_WRONG, 0);
        }
        if (engine.refusing() || request.data().length == 0) {
            return NewlandFrame.answer(NewlandFrame.INVALID, 0);
        }
        if (request.type() == NewlandFrame.READ) {
            int[] values = new int[request.data()[0] & 0xFF];
            Arrays.setAll(values, i -> register(request.address() + i));
            return NewlandFrame.answer(NewlandFrame.OK, values);
        }
        if (request.type() == NewlandFrame.WRITE) {
            for (int i = 0; i < request.data().length; i++) {
                write(request.address() + i, request.data()[i] & 0xFF);
            }
            return NewlandFrame.answer(NewlandFrame.OK, 0);
        }
        return NewlandFrame.answer(NewlandFrame.INVALID, 0);
    }

    private synchronized int register(int address) {
        return registers.getOrDefault(address, address == NewlandFrame.MODE ? MODE_AT_FIRST : 0);
    }

    private void write(int address, int value) {
        synchronized (this) {
            registers.put(address, value);
        }
        if (address == NewlandFrame.MODE) {
            engine.hostTriggered((value & TRIGGERED_BY) == BY_HOST);
        } else if (address == NewlandFrame.TRIGGER) {
            engine.trigger(value == 1);
        }
    }

    private byte[] textAnswer(String query) {
        String value =
                switch (query) {
                    case "QRYPDN" -> model.name() + '\u0006';
                    case "QRYFWV" -> model.firmware() + '\u0006';
                    default -> "\u0005";
                };
        return ("\u0002\u00010000#" + query + value + TEXT_END).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void tell(List<byte[]> codes) throws InterruptedException {
        engine.send(BareCodes.of(codes));
    }

    @Override
    public synchronized void forget() {
        registers.clear();
    }
}
