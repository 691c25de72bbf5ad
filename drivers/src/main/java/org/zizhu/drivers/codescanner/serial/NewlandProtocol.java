package org.zizhu.drivers.codescanner.serial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Newland's register protocol; who the engine is, by its unified text protocol ({@code ~ SOH 0000 # TAG SUB ; ETX}), which
 * the smaller relatives don't know.
 */
final class NewlandProtocol implements Protocol {

    /** Host-triggered, light and aiming as the factory sets them. */
    private static final int HOST_TRIGGERED = 0xF5;

    /** What of the mode register says by what the engine is triggered. */
    private static final int TRIGGERED_BY = 0x03;

    private static final byte[] PREPARE = NewlandFrame.write(NewlandFrame.MODE, HOST_TRIGGERED);
    private static final byte[] CHECK = NewlandFrame.read(NewlandFrame.MODE, 1);
    private static final byte[] LOOK = NewlandFrame.write(NewlandFrame.TRIGGER, 0x01);
    private static final byte[] REST = NewlandFrame.write(NewlandFrame.TRIGGER, 0x02);

    private static final String TEXT_HEAD = "\u0002\u00010000";
    private static final String TEXT_END = ";\u0003";

    @Override
    public Framer framer() {
        return new LineFramer();
    }

    @Override
    public void prepare(EngineLine line) throws IOException {
        line.exchange(REST, NewlandFrame::findAnswer);
        line.exchange(PREPARE, NewlandFrame::findAnswer);
    }

    @Override
    public Map<String, String> identity(EngineLine line) throws IOException {
        Map<String, String> identity = new LinkedHashMap<>();
        ask(line, "QRYPDN").ifPresent(model -> identity.put("model", model));
        if (!identity.isEmpty()) {
            ask(line, "QRYFWV").ifPresent(version -> identity.put("firmware", version));
        }
        return identity;
    }

    private static Optional<String> ask(EngineLine line, String query) throws IOException {
        byte[] request = ("~\u00010000#" + query + TEXT_END).getBytes(StandardCharsets.US_ASCII);
        return line.tryExchange(request, received -> findText(received, query))
                .map(answer -> new String(answer.data(), StandardCharsets.US_ASCII));
    }

    /** {@code STX SOH 0000 # QRYPDN value ACK ; ETX}. */
    private static Optional<Answer.Found> findText(byte[] received, String query) {
        String text = new String(received, StandardCharsets.ISO_8859_1);
        int start = text.indexOf(TEXT_HEAD);
        int end = start < 0 ? -1 : text.indexOf(TEXT_END, start);
        int value = end < 0 ? -1 : text.indexOf(query, start) + query.length();
        if (value < query.length() || value >= end) {
            return Optional.empty();
        }
        String frame = text.substring(start, end + TEXT_END.length());
        return Optional.of(new Answer.Found(
                start, end + TEXT_END.length(), StatusCharacter.answer(frame, text.substring(value, end))));
    }

    @Override
    public void check(EngineLine line) throws IOException {
        Answer mode = line.exchange(CHECK, NewlandFrame::findAnswer);
        boolean hostTriggered =
                mode.data().length == 1 && (mode.data()[0] & TRIGGERED_BY) == (HOST_TRIGGERED & TRIGGERED_BY);
        if (!hostTriggered) {
            // It was without power for a moment, and is as it left the factory.
            prepare(line);
        }
    }

    @Override
    public void look(EngineLine line) throws IOException {
        if (!line.looking()) {
            check(line);
        }
        line.exchange(LOOK, NewlandFrame::findAnswer);
    }

    @Override
    public void rest(EngineLine line) throws IOException {
        line.exchange(REST, NewlandFrame::findAnswer);
    }

    @Override
    public byte[] dark() {
        return REST.clone();
    }
}
