package org.zizhu.fleet;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** What never reaches a page: the port itself refuses it. */
class PagesPortTest extends WithFleet {

    private static final String CLOSE = "Connection: close\r\n";
    private static final String TOO_LONG = "Cookie: a=" + "x".repeat(9_000) + "\r\n";

    @Test
    void whatCantBeRead_isToldAProgramByACode_andAPersonInWords() throws IOException {
        String program = answer("GET /api/v1/units", CLOSE + TOO_LONG);
        assertTrue(program.startsWith("HTTP/1.1 431"), program);
        assertTrue(program.contains("\"code\":\"header-too-large\""), program);
        String address = answer("GET /api/v1/%zz", CLOSE);
        assertTrue(address.startsWith("HTTP/1.1 400"), address);
        assertTrue(address.contains("\"code\":\"malformed-request\""), address);
        String person = answer("GET /", CLOSE + TOO_LONG);
        assertTrue(person.startsWith("HTTP/1.1 431"), person);
        assertTrue(person.contains("请清除本站的 Cookie") && person.contains("clear this site's cookies"), person);
        assertFalse(person.toLowerCase(Locale.ROOT).contains("jetty"), person);
    }

    /** Else a program would send its next request into a connection that is just being closed. */
    @Test
    void whoIsRefusedBeforeItsBodyHasCome_isToldThatTheConnectionEnds() throws IOException {
        String refused = answer("POST /api/v1/units", "Content-Length: 10\r\n");
        assertTrue(refused.startsWith("HTTP/1.1 401"), refused);
        assertTrue(refused.contains(CLOSE), refused);
    }

    /** The whole answer to a request that no client library would send, up to the end of the connection. */
    private String answer(String request, String headers) throws IOException {
        TestUnit anybody = TestUnit.bare(fleet(), "nobody");
        try (SSLSocket socket =
                (SSLSocket) anybody.tls().getSocketFactory().createSocket("127.0.0.1", fleet().pagesPort())) {
            socket.setSoTimeout((int) TestUnit.PATIENCE.toMillis());
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
