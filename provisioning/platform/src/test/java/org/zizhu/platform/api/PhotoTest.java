package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;

/** Photos on record: everyone's own, and nobody else's. */
class PhotoTest extends CityTest {

    @Test
    void photo_isGivenToTheSessionOfWhomItShows_andOutlivesTheCity() throws IOException {
        byte[] photo = {(byte) 0xFF, (byte) 0xD8, 1, 2, 3};
        city.photos().put("query", photo);
        restart();

        Terminal.Reply reply = terminal.ofSession("/v1/photos", session("query"));
        assertEquals(200, reply.status());
        assertEquals("image/jpeg", reply.contentType());
        assertArrayEquals(photo, reply.bytes());
    }

    @Test
    void whoHasNone_isToldSo() {
        Terminal.Reply reply = terminal.ofSession("/v1/photos", session("progress"));
        assertEquals("409 no-photo-on-record", reply.status() + " " + reply.code());
    }

    @Test
    void withoutSession_thereIsNoPhoto() {
        Terminal.Reply reply = terminal.ofSession("/v1/photos", "0123456789abcdef0123456789abcdef");
        assertEquals("401 session-expired", reply.status() + " " + reply.code());
    }
}
