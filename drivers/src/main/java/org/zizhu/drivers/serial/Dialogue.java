package org.zizhu.drivers.serial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What host and device said to each other, captured once from a real or emulated device, as a test fixture named by the
 * device's model. The file has one line for each run of bytes in one direction, {@code "> "} to the device and {@code
 * "< "} from it, in hexadecimal; lines that start with {@code #} say what was captured.
 *
 * <p>Nothing in it is masked: capture with synthetic cards only.
 */
public record Dialogue(List<Exchange> exchanges) {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    /** One run of bytes to the device, and all that came back before the next one. */
    public record Exchange(byte[] sent, byte[] received) {
        boolean sameAs(Exchange other) {
            return Arrays.equals(sent, other.sent) && Arrays.equals(received, other.received);
        }
    }

    public Dialogue {
        exchanges = List.copyOf(exchanges);
    }

    /**
     * @throws IllegalArgumentException when a line is neither of the three kinds
     */
    public static Dialogue parse(List<String> lines) {
        List<Exchange> exchanges = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            byte[] bytes = HEX.parseHex(line.substring(2).strip());
            if (line.startsWith("> ")) {
                exchanges.add(new Exchange(bytes, new byte[0]));
            } else if (line.startsWith("< ")) {
                // A device that speaks first answers an empty request.
                Exchange last = exchanges.isEmpty()
                        ? new Exchange(new byte[0], new byte[0])
                        : exchanges.remove(exchanges.size() - 1);
                exchanges.add(new Exchange(last.sent(), joined(last.received(), bytes)));
            } else {
                throw new IllegalArgumentException("not a line of a dialogue");
            }
        }
        return new Dialogue(exchanges);
    }

    public static Dialogue read(Path file) throws IOException {
        return parse(Files.readAllLines(file, StandardCharsets.UTF_8));
    }

    static byte[] joined(byte[] head, byte[] tail) {
        byte[] whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }

    /** Appends each run of bytes to the file as it happens, so that a capture survives a crash of what it looks for. */
    static void append(Path file, String direction, byte[] run) {
        try {
            Files.writeString(
                    file,
                    direction + " " + HEX.formatHex(run) + "\n",
                    StandardCharsets.UTF_8,
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
