package org.zizhu.drivers.document.ipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.document.emulator.IppPrinterEmulator;

/** A printer's network side that says anything at all, byte by byte. */
class IppLinkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What a peer writes once a request has begun to arrive; it then closes its side. */
    private interface Script {
        void write(OutputStream out, InputStream in) throws IOException;
    }

    /** Answers one request. */
    private record Peer(ServerSocket socket) implements AutoCloseable {

        static Peer saying(Script script) throws IOException {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> {
                try (Socket client = socket.accept()) {
                    client.getInputStream().read(new byte[4096]);
                    script.write(client.getOutputStream(), client.getInputStream());
                    client.shutdownOutput();
                    // A socket closed with something unread resets the connection, and the answer may be lost.
                    client.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // The client has given up, as it should.
                }
            });
            thread.setDaemon(true);
            thread.start();
            return new Peer(socket);
        }

        IppPacket asked(Duration within) throws IOException {
            IppLink link = new IppLink(URI.create("ipp://127.0.0.1:" + socket.getLocalPort() + "/ipp/print"));
            return link.exchange(new IppPacket.Builder(Operation.getPrinterAttributes), new byte[0], within);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void noHttpAtAll_isGarbled() throws Exception {
        try (Peer peer =
                Peer.saying((out, in) -> out.write("@PJL INFO STATUS\r\nCODE=10001\r\n\r\n".getBytes(ascii())))) {
            assertThrows(ProtocolException.class, () -> peer.asked(PATIENCE));
        }
    }

    @Test
    void bodyThatTrickles_isGivenUpInTime() throws Exception {
        try (Peer peer = Peer.saying((out, in) -> {
            out.write(head(1000));
            out.write(1);
            out.flush();
            // Until the client closes its side.
            in.transferTo(OutputStream.nullOutputStream());
        })) {
            assertThrows(HttpTimeoutException.class, () -> peer.asked(Duration.ofMillis(500)));
        }
    }

    @Test
    void bodyWithoutEnd_isCutOff() throws Exception {
        try (Peer peer = Peer.saying((out, in) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n\r\n".getBytes(ascii()));
            for (int kilobytes = 0; kilobytes < 4096; kilobytes++) {
                out.write(new byte[1024]);
            }
        })) {
            assertThrows(ProtocolException.class, () -> peer.asked(PATIENCE));
        }
    }

    @Test
    void answerToAnotherRequest_isNotTakenForOurs() throws Exception {
        byte[] answer = {2, 0, 0, 0, 0, 0, 0, 99, 3};
        try (Peer peer = Peer.saying((out, in) -> {
            out.write(head(answer.length));
            out.write(answer);
        })) {
            assertThrows(ProtocolException.class, () -> peer.asked(PATIENCE));
        }
    }

    @Test
    void nobodyThere_isKnownNotToHaveGotIt() throws Exception {
        Peer peer = Peer.saying((out, in) -> {});
        peer.close();

        assertThrows(ConnectException.class, () -> peer.asked(PATIENCE));
    }

    @Test
    void collectionsNestedWithoutEnd_areGarbled() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {2, 0, 0, 0, 0, 0, 0, 1, 4, 0x34, 0, 1, 'x', 0, 0});
        for (int depth = 0; depth < 50_000; depth++) {
            bytes.writeBytes(new byte[] {0x4a, 0, 0, 0, 1, 'y', 0x34, 0, 0, 0, 0});
        }

        assertThrows(ProtocolException.class, () -> IppLink.parse(bytes.toByteArray()));
    }

    /** Whatever arrives is either read or called garbled; it never brings the driver down. */
    @Test
    void damagedAnswers_areReadOrCalledGarbled() throws Exception {
        byte[] sound = soundAnswer();
        Random random = new Random(20_260_101);
        int read = 0;
        int garbled = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = sound.clone();
            for (int hit = random.nextInt(4); hit >= 0; hit--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                AttributeGroup group = IppLink.parse(damaged).get(Tag.printerAttributes);
                if (group != null) {
                    StateReasons.status(PrinterReport.of(group));
                    JobReport.of(group);
                }
                read++;
            } catch (ProtocolException e) {
                garbled++;
            }
        }
        assertEquals(5_000, read + garbled);
        assertTrue(read > 0 && garbled > 0, read + " read, " + garbled + " garbled");
    }

    private static byte[] soundAnswer() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (IppPrinterEmulator emulator = PrinterBench.emulator(PrinterBench.FAST);
                IppOutputStream out = new IppOutputStream(bytes)) {
            IppPacket.Builder request = IppPacket.getPrinterAttributes(emulator.uri());
            out.write(new IppLink(emulator.uri()).exchange(request, new byte[0], PATIENCE));
        }
        return bytes.toByteArray();
    }

    private static byte[] head(int length) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(ascii());
    }

    private static Charset ascii() {
        return StandardCharsets.US_ASCII;
    }
}
