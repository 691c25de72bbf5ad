package org.zizhu.drivers.codescanner.serial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Honeywell: triggers {@code SYN T CR} and {@code SYN U CR}, which nothing answers, and menu commands {@code SYN M CR TAG
 * SUB value !} (volatile), echoed with their status character before the punctuation.
 */
final class HoneywellProtocol implements Protocol {

    private static final byte[] LOOK = {0x16, 'T', '\r'};
    private static final byte[] REST = {0x16, 'U', '\r'};

    /** What makes the engine look: 0 is the host's command. */
    private static final String TRIGGER_MODE = "TRGMOD";

    private static final String HOST_TRIGGERED = "0";

    /** Several lines of "name: value" come before its echo. */
    private static final String REVISIONS = "REVINF";

    /** The facts of its revisions that are worth showing. */
    private static final Map<String, String> SHOWN =
            Map.of("Product Name", "model", "Software Revision", "firmware", "Serial Number", "serial-number");

    @Override
    public Framer framer() {
        return new LineFramer();
    }

    @Override
    public void prepare(EngineLine line) throws IOException {
        line.send(REST);
        exchange(line, TRIGGER_MODE, HOST_TRIGGERED);
    }

    @Override
    public Map<String, String> identity(EngineLine line) throws IOException {
        Map<String, String> identity = new LinkedHashMap<>();
        Optional<Answer> answer = line.tryExchange(menu(REVISIONS, ""), HoneywellProtocol::findRevisions);
        String told = answer.map(lines -> new String(lines.data(), StandardCharsets.US_ASCII))
                .orElse("");
        for (String fact : told.split("\r\n", -1)) {
            int colon = fact.indexOf(": ");
            if (colon > 0 && SHOWN.containsKey(fact.substring(0, colon))) {
                identity.put(SHOWN.get(fact.substring(0, colon)), fact.substring(colon + 2));
            }
        }
        return identity;
    }

    @Override
    public void check(EngineLine line) throws IOException {
        Answer mode = exchange(line, TRIGGER_MODE, "?");
        if (!new String(mode.data(), StandardCharsets.US_ASCII).equals(HOST_TRIGGERED)) {
            // It was without power for a moment, and is as it left the factory.
            prepare(line);
        }
    }

    @Override
    public void look(EngineLine line) throws IOException {
        // The trigger has no answer; that of the question before it proves that nothing older is on its way.
        check(line);
        line.send(LOOK);
    }

    @Override
    public void rest(EngineLine line) throws IOException {
        line.send(REST);
        check(line);
    }

    @Override
    public byte[] dark() {
        return REST.clone();
    }

    private static Answer exchange(EngineLine line, String tag, String value) throws IOException {
        return line.exchange(menu(tag, value), received -> findEcho(received, tag));
    }

    private static byte[] menu(String tag, String value) {
        return ("\u0016M\r" + tag + value + "!").getBytes(StandardCharsets.US_ASCII);
    }

    private static Optional<Answer.Found> findEcho(byte[] received, String tag) {
        String text = new String(received, StandardCharsets.ISO_8859_1);
        int start = text.indexOf(tag);
        for (int end = start + tag.length(); start >= 0 && end + 1 < text.length(); end++) {
            if (StatusCharacter.is(text.charAt(end)) && text.charAt(end + 1) == '!') {
                String value = text.substring(start + tag.length(), end + 1);
                return Optional.of(new Answer.Found(
                        start, end + 2, StatusCharacter.answer(text.substring(start, end + 2), value)));
            }
        }
        return Optional.empty();
    }

    /** What comes before the echo is the answer. */
    private static Optional<Answer.Found> findRevisions(byte[] received) {
        return findEcho(received, REVISIONS).map(echo -> {
            byte[] before = Arrays.copyOf(received, echo.start());
            Answer answer = echo.answer();
            return new Answer.Found(0, echo.end(), new Answer(answer.verdict(), answer.frame(), before));
        });
    }
}
