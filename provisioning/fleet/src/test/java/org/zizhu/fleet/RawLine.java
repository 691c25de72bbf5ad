package org.zizhu.fleet;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** A WebSocket written byte by byte (RFC 6455), for what no client library would send. */
public final class RawLine implements AutoCloseable {

    private static final int TEXT = 1;
    private static final int CLOSE = 8;

    private final SSLSocket socket;
    private final OutputStream out;
    private final DataInputStream in;

    public RawLine(TestUnit unit) {
        try {
            socket = (SSLSocket) unit.tls()
                    .getSocketFactory()
                    .createSocket("127.0.0.1", unit.at("/").getPort());
            socket.setSoTimeout((int) TestUnit.PATIENCE.toMillis());
            out = socket.getOutputStream();
            in = new DataInputStream(socket.getInputStream());
            String request = String.join(
                    "\r\n",
                    "GET /unit/v1/link HTTP/1.1",
                    "Host: 127.0.0.1",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                    "Sec-WebSocket-Protocol: zizhu.fleet.1",
                    "\r\n");
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            String header = header();
            if (!header.startsWith("HTTP/1.1 101")) {
                throw new AssertionError(header);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole text frame. */
    public void say(byte[] payload) {
        frame(true, payload, payload.length);
    }

    /** A frame that says that it has {@code length} bytes, of which only these come. */
    public void half(boolean last, byte[] payload, int length) {
        frame(last, payload, length);
    }

    private void frame(boolean last, byte[] payload, int length) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((last ? 0x80 : 0) | TEXT);
        // Masked with zeros, so that the bytes stay as they are.
        if (length < 126) {
            frame.write(0x80 | length);
        } else if (length < 65_536) {
            frame.write(0x80 | 126);
            frame.write(length >> 8);
            frame.write(length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) length >> shift));
            }
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        try {
            out.write(frame.toByteArray());
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads up to the fleet's close: its code and reason. */
    public String closed() {
        try {
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0f;
                int length = in.readUnsignedByte();
                if (length == 126) {
                    length = in.readUnsignedShort();
                }
                byte[] payload = in.readNBytes(length);
                if (opcode == CLOSE) {
                    int code = ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
                    return (code + " " + new String(payload, 2, length - 2, StandardCharsets.UTF_8)).strip();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one frame of text. */
    public String text() {
        try {
            in.readUnsignedByte();
            int length = in.readUnsignedByte();
            return new String(in.readNBytes(length == 126 ? in.readUnsignedShort() : length), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String header() throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        while (!header.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            header.write(in.readUnsignedByte());
        }
        return header.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
