package org.zizhu.drivers.codescanner.serial.emulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An engine that knows Honeywell's triggers and the menu commands that this product sends. */
final class HoneywellVoice implements Voice {

    /** {@code SYN T CR}, {@code SYN U CR}, or {@code SYN M CR}, tag, subtag, value and storage. */
    private static final Pattern COMMAND = Pattern.compile("\u0016(?:([TU])\r|M\r(\\w{6})([^!.]*)([!.]))");

    private static final char ACK = 0x06;
    private static final char ENQ = 0x05;
    private static final char NAK = 0x15;

    /** Longer than any command. */
    private static final int MOST_CHARACTERS = 300;

    private final ScanEngineEmulator engine;
    private final EngineModel model;
    private String pending = "";

    HoneywellVoice(ScanEngineEmulator engine, EngineModel model) {
        this.engine = engine;
        this.model = model;
    }

    @Override
    public void hear(byte[] bytes, int count) throws InterruptedException {
        pending += new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
        Matcher command = COMMAND.matcher(pending);
        int end = 0;
        while (command.find()) {
            end = command.end();
            if (command.group(1) != null) {
                engine.trigger(command.group(1).equals("T"));
            } else {
                String answer = answer(command.group(2), command.group(3)) + command.group(4);
                engine.answer(answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        pending = pending.substring(end);
        if (pending.length() > MOST_CHARACTERS) {
            pending = "";
        }
    }

    private String answer(String tag, String value) {
        if (engine.misunderstands()) {
            return tag + value + ENQ;
        }
        if (engine.refusing()) {
            return tag + value + NAK;
        }
        return switch (tag) {
            case "TRGMOD" -> tag + triggerMode(value);
            case "REVINF" -> revisions() + tag + ACK;
            default -> tag + value + ENQ;
        };
    }

    private String triggerMode(String value) {
        if (value.equals("?")) {
            // 3 is the presentation mode, in which it leaves the factory.
            return (engine.hostTriggered() ? "0" : "3") + ACK;
        }
        engine.hostTriggered(value.equals("0"));
        return value + ACK;
    }

    private String revisions() {
        return "Product Name: %s\r\nBoot Revision: 5.0\r\nSoftware Part Number: %s\r\nSoftware Revision: %s\r\n"
                        .formatted(model.name(), model.firmware(), model.firmware())
                + "Serial Number: 00000000TEST\r\nSupported IF: RS232\r\n";
    }

    @Override
    public void tell(List<byte[]> codes) throws InterruptedException {
        engine.send(BareCodes.of(codes));
    }

    @Override
    public void forget() {
        // The engine itself forgets what it is triggered by.
    }
}
