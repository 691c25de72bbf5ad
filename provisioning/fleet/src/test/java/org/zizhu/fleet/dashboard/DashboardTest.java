package org.zizhu.fleet.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;

/** People of the centre at their browsers: how they come in, and what is no form of theirs. */
class DashboardTest extends AtTheCentre {

    @Test
    void somebodyNew_scansTheCode_choosesAPassword_andSeesTheUnits() {
        String first = accounts.add(new Operator("warden", Role.ADMINISTRATOR, CITY), "fleet")
                .orElseThrow();
        assertEquals("/sign-in", location(centre.get("/")));

        HttpResponse<String> setUp = centre.post("/sign-in", "name", "warden", "password", first, "code", "");
        assertEquals(200, setUp.statusCode());
        byte[] secret = secret(setUp);
        HttpResponse<String> weak =
                centre.post("/set-up", "name", "warden", "first", first, "code", code(secret), "own", "short");
        assertTrue(weak.body().contains("至少 12 个字符"), weak.body());
        byte[] newSecret = secret(weak);
        HttpResponse<String> in =
                centre.post("/set-up", "name", "warden", "first", first, "code", code(newSecret), "own", OWN);

        assertEquals("/", location(in));
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
        for (String guard : List.of("__Host-fleet=", "Secure", "HttpOnly", "SameSite=Strict", "Path=/")) {
            assertTrue(cookie.contains(guard), cookie);
        }
        HttpResponse<String> units = centre.get("/");
        assertEquals(200, units.statusCode());
        assertTrue(units.body().contains("这个区划还没有终端"), units.body());
        assertTrue(units.headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow()
                .startsWith("default-src 'none'"));

        assertEquals("/sign-in", location(centre.post("/sign-out", "csrf", Centre.csrf(units))));
        assertEquals("/sign-in", location(centre.get("/")));
    }

    @Test
    void wrongPasswordAndUnknownName_areToldTheSame() {
        signIn("warden", Role.ADMINISTRATOR, CITY);
        centre.forgetCookies();
        HttpResponse<String> wrong = centre.post("/sign-in", "name", "warden", "password", "x", "code", "000000");
        HttpResponse<String> unknown = centre.post("/sign-in", "name", "nobody", "password", "x", "code", "000000");
        assertEquals(401, wrong.statusCode());
        assertEquals(wrong.body(), unknown.body());
    }

    @Test
    void formsOfAnotherSite_areRefused() {
        signIn("warden", Role.ADMINISTRATOR, CITY);
        String csrf = Centre.csrf(centre.get("/people"));
        assertEquals(
                403, centre.post("/people", "deed", "remove", "name", "warden").statusCode());
        assertEquals(403, centre.post("/people", "csrf", "guess", "deed", "add").statusCode());
        assertEquals(
                409,
                centre.post("/people", "csrf", csrf, "deed", "remove", "name", "warden")
                        .statusCode());
        assertEquals("/", location(centre.get("/language?to=en&back=//elsewhere.example")));
    }

    @Test
    void whatIsNoForm_isRefusedWithoutATrace() {
        signIn("warden", Role.ADMINISTRATOR, CITY);
        HttpResponse<String> big = centre.post("/people", "csrf", "x".repeat(20_000));
        assertEquals(413, big.statusCode());
        assertFalse(big.body().contains("Exception"));
    }
}
