package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;
import org.zizhu.platform.qr.CodeKind;
import org.zizhu.platform.qr.Phone;
import tools.jackson.databind.JsonNode;

/** Somebody has booked, and comes. */
class BookingTest extends CityTest {

    private Phone.Shown code;

    @BeforeEach
    void book() {
        code = city.phone().show("certificate", CodeKind.BOOKING, null).orElseThrow();
    }

    @Test
    void theNumberInTheCode_saysWhatWasBooked_andNotForWhom() {
        Terminal.Reply reply = query(code.about());

        JsonNode booked = reply.json();
        assertEquals(code.about(), booked.get("number").asString());
        Instant starts = Instant.parse(booked.get("starts").asString());
        assertTrue(starts.isAfter(clock.instant()), "a slot that is still to come");
        assertEquals(
                starts.plus(Duration.ofMinutes(30)).toString(),
                booked.get("ends").asString());
        assertFalse(reply.text().contains(city.person("certificate").card().number()));
    }

    @Test
    void theCode_isGoodFromHalfAnHourBeforeTheSlotUntilItsEnd() {
        Instant starts = Instant.parse(query(code.about()).json().get("starts").asString());
        assertEquals(starts.minus(Duration.ofMinutes(30)), code.from());
        assertEquals(starts.plus(Duration.ofMinutes(30)), code.expires());
    }

    @Test
    void aBookingThatNobodyMade_isUnknown() {
        assertEquals("booking-unknown", query("B00000000").code());
        assertEquals(
                "booking-unknown", checkIn("B00000000", key, clock.instant()).code());
        assertEquals("malformed-request", query("b 1").code());
    }

    @Test
    void toldTwice_isToldOnce_alsoAfterARestart() throws Exception {
        Instant came = clock.instant();
        assertEquals(204, checkIn(code.about(), key, came).status());
        assertEquals(204, checkIn(code.about(), key, came).status());
        restart();
        assertEquals(204, checkIn(code.about(), key, came).status());
        assertEquals(
                "idempotency-key-reused",
                checkIn(code.about(), key, came.plusSeconds(1)).code());
    }

    @Test
    void toldHoursLater_whenTheLineIsBack_theTimeOfComingCounts() {
        Instant came = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        clock.advance(Duration.ofHours(9));
        assertEquals(204, checkIn(code.about(), key, came).status());
        assertEquals(came, city.phone().checkedIn(code.about()).orElseThrow());
    }

    private Terminal.Reply query(String number) {
        return terminal.post("/v1/bookings/query", Map.of("context", terminal.context(), "number", number));
    }

    private Terminal.Reply checkIn(String number, String withKey, Instant at) {
        Map<String, Object> body = new HashMap<>(Map.of("context", terminal.context(), "number", number));
        body.put("at", at.toString());
        return terminal.post("/v1/bookings/checkin", body, withKey);
    }
}
