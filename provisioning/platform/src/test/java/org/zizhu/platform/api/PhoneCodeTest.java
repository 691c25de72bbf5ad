package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;
import org.zizhu.platform.phone.PhoneMessages;

/** The code that is sent to the phone on record, from the message to the answer. */
class PhoneCodeTest extends CityTest {

    private String session;

    @BeforeEach
    void someoneComes() {
        // Whoever asks for a code a minute after another story of the same person is not too soon.
        clock.advance(PhoneCodes.BETWEEN);
        session = session("query");
    }

    @Test
    void rightCode_isRight_andServesOnce() {
        assertEquals(200, send().status());
        String code = received();

        assertEquals(204, terminal.checkCode(session, code).status());
        assertRefused(403, "code-expired", terminal.checkCode(session, code));
    }

    @Test
    void message_goesToThePhoneOnRecord_andSaysWhereAndWhatFor() {
        Terminal.Reply sent = send();
        PhoneMessages.Message message = city.messages().all().get(0);

        assertEquals("query", message.person());
        assertEquals(city.person("query").phone(), message.phone());
        assertTrue(message.words().zh().contains("参保证明打印"), message.words().zh());
        assertFalse(sent.text().contains(message.phone()), "the terminal learns the masked number only");
    }

    @Test
    void wrongCode_mayBeTriedThreeTimes_andThenTheRightOneIsWorthNothing() {
        send();
        String code = received();
        String wrong = code.equals("000000") ? "111111" : "000000";

        assertRefused(403, "code-wrong", terminal.checkCode(session, wrong));
        assertRefused(403, "code-wrong", terminal.checkCode(session, wrong));
        assertRefused(403, "code-used-up", terminal.checkCode(session, wrong));
        assertRefused(403, "code-used-up", terminal.checkCode(session, code));
    }

    @Test
    void codeOfFiveMinutesAgo_hasRunOut() {
        send();
        String code = received();
        clock.advance(PhoneCodes.LIFE.plusSeconds(1));
        assertRefused(403, "code-expired", terminal.checkCode(session, code));
    }

    @Test
    void anotherCode_isSentAfterAMinute_andReplacesTheFirst() {
        send();
        String first = received();
        clock.advance(Duration.ofSeconds(30));
        assertRefused(429, "code-too-soon", send());
        clock.advance(Duration.ofSeconds(30));
        assertEquals(200, send().status());
        String second = received();

        if (!first.equals(second)) {
            assertRefused(403, "code-wrong", terminal.checkCode(session, first));
        }
        assertEquals(204, terminal.checkCode(session, second).status());
    }

    @Test
    void anotherSessionOfTheSamePerson_doesNotRingTheirPhoneSooner() {
        send();
        session = session("query");
        assertRefused(429, "code-too-soon", send());
    }

    @Test
    void codeOfOneSession_isWorthNothingInAnother() {
        send();
        String code = received();
        assertRefused(403, "code-expired", terminal.checkCode(session("progress"), code));
    }

    @Test
    void whoHasNoPhoneOnRecord_isToldSo() {
        session = session("one-page");
        assertRefused(409, "no-phone-on-record", send());
        assertTrue(terminal.identify(city.person("one-page").card())
                .json()
                .get("maskedPhone")
                .isNull());
    }

    @Test
    void cityStartedAnew_hasForgottenTheCode() throws IOException {
        send();
        String code = received();
        restart();
        assertRefused(403, "code-expired", terminal.checkCode(session, code));
    }

    private Terminal.Reply send() {
        return terminal.ofSession("/v1/phone-codes", session);
    }

    private String received() {
        Matcher digits = Pattern.compile("[0-9]{6}")
                .matcher(city.messages().all().get(0).words().zh());
        assertTrue(digits.find());
        return digits.group();
    }

    private static void assertRefused(int status, String code, Terminal.Reply reply) {
        assertEquals(status + " " + code, reply.status() + " " + reply.code());
    }
}
